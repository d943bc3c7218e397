"""What is written of a project now, and what its form is checked with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import Project, ProjectTopic
from portal.projects.written import WrittenProject


def written_project(project: Project) -> WrittenProject:
    """What is written of `project` now."""
    return WrittenProject(
        title=project.title,
        summary=project.summary,
        body=project.body,
        topics=topics_of(project.id),
        area=project.area,
        address=project.address,
        geometry=project.geometry,
        comments_open_at=project.comments_open_at,
        comments_close_at=project.comments_close_at,
    )


def written_at(slug: str) -> WrittenProject:
    """What is written of the project at `slug`, which is there, now."""
    return written_project(db.session.scalars(select(Project).where(Project.slug == slug)).one())


def topics_of(project_id: int) -> tuple[str, ...]:
    """The topics of a project by name."""
    wanted = select(ProjectTopic.topic).where(ProjectTopic.project_id == project_id)
    return tuple(db.session.scalars(wanted.order_by(ProjectTopic.topic)))


def topic_rows(project_id: int) -> list[ProjectTopic]:
    """The rows themselves, for use cases."""
    return list(db.session.scalars(select(ProjectTopic).where(ProjectTopic.project_id == project_id)))


def known_places(most: int) -> list[dict[str, Any]]:
    """Geometries of some projects, to compare a new one with."""
    wanted = select(Project.geometry).where(Project.geometry.is_not(None)).order_by(Project.id.desc()).limit(most)
    return [geometry for geometry in db.session.scalars(wanted) if geometry]

"""Reads of projects and their updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import CommentWindow, Condition, Phase, Project, ProjectUpdate, comment_window


@dataclass(frozen=True)
class UpdateCard:
    """One status update."""

    number: int
    phase: Phase
    condition: Condition
    text: Translated
    posted_at: datetime


@dataclass(frozen=True)
class ProjectSheet:
    """One project as its page shows it."""

    id: int
    slug: str
    title: Translated
    summary: Translated
    body: Translated
    area: str
    comments_open_at: datetime | None
    comments_close_at: datetime | None
    window: CommentWindow
    illustrative: bool
    attribution: Translated
    changed_at: datetime


@dataclass(frozen=True)
class ProjectLine:
    """One project as lists show it, with where it stands."""

    id: int
    slug: str
    title: Translated
    summary: Translated
    area: str
    phase: Phase | None
    condition: Condition | None
    last_update_at: datetime | None
    window: CommentWindow
    comments_close_at: datetime | None
    illustrative: bool


def project_by_slug(slug: str) -> Project | None:
    """The project itself, for use cases."""
    return db.session.scalar(select(Project).where(Project.slug == slug))


def sheet(slug: str) -> ProjectSheet | None:
    """A project by its address."""
    row = project_by_slug(slug)
    return _sheet(row) if row else None


def sheet_by_id(project_id: int) -> ProjectSheet | None:
    """A project by its key."""
    row = db.session.get(Project, project_id)
    return _sheet(row) if row else None


def _sheet(row: Project) -> ProjectSheet:
    return ProjectSheet(
        id=row.id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        body=row.body,
        area=row.area,
        comments_open_at=row.comments_open_at,
        comments_close_at=row.comments_close_at,
        window=row.comment_window(now()),
        illustrative=row.illustrative,
        attribution=row.attribution,
        changed_at=row.changed_at,
    )


def updates(project_id: int) -> list[UpdateCard]:
    """A project's status updates, newest first."""
    rows = db.session.scalars(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id).order_by(ProjectUpdate.number.desc())
    )
    return [_update_card(row) for row in rows]


def update(project_id: int, number: int) -> UpdateCard | None:
    """One status update by its number."""
    row = db.session.scalar(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id, ProjectUpdate.number == number)
    )
    return _update_card(row) if row else None


def last_update_number(project_id: int) -> int:
    """The number of the newest update; 0 before the first."""
    newest = select(func.max(ProjectUpdate.number)).where(ProjectUpdate.project_id == project_id)
    return db.session.scalar(newest) or 0


def _update_card(row: ProjectUpdate) -> UpdateCard:
    return UpdateCard(row.number, Phase(row.phase), Condition(row.condition), row.text, row.posted_at)


def _lines() -> Select[tuple[Project, ProjectUpdate]]:
    newest = (
        select(ProjectUpdate.project_id, func.max(ProjectUpdate.number).label("number"))
        .group_by(ProjectUpdate.project_id)
        .subquery()
    )
    return (
        select(Project, ProjectUpdate)
        .outerjoin(newest, newest.c.project_id == Project.id)
        .outerjoin(
            ProjectUpdate,
            (ProjectUpdate.project_id == newest.c.project_id) & (ProjectUpdate.number == newest.c.number),
        )
    )


def project_lines() -> list[ProjectLine]:
    """Every project; the one that said something last comes first."""
    rows = db.session.execute(
        _lines().order_by(func.coalesce(ProjectUpdate.posted_at, Project.created_at).desc(), Project.id.desc())
    )
    return [_line(project, latest) for project, latest in rows]


def _line(project: Project, latest: ProjectUpdate | None) -> ProjectLine:
    return ProjectLine(
        id=project.id,
        slug=project.slug,
        title=project.title,
        summary=project.summary,
        area=project.area,
        phase=Phase(latest.phase) if latest else None,
        condition=Condition(latest.condition) if latest else None,
        last_update_at=latest.posted_at if latest else None,
        window=comment_window(project.comments_open_at, project.comments_close_at, now()),
        comments_close_at=project.comments_close_at,
        illustrative=project.illustrative,
    )

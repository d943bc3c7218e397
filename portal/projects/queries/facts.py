"""One project: the row for use cases, and what its pages say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.core.clock import now
from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import CommentWindow, Goal, Project


@dataclass(frozen=True)
class GoalName:
    """The goal that a project serves."""

    slug: str
    title: Translated


@dataclass(frozen=True)
class ProjectFacts:
    """One project as its page shows it. `criteria_frozen_in` is the sheet version whose criteria were frozen."""

    id: int
    slug: str
    title: Translated
    summary: Translated
    body: Translated
    area: str
    address: str
    geometry: dict[str, Any] | None
    comments_open_at: datetime | None
    comments_close_at: datetime | None
    window: CommentWindow
    illustrative: bool
    attribution: Translated
    created_at: datetime
    changed_at: datetime
    goal: GoalName | None
    criteria_frozen_in: int | None
    criteria_frozen_at: datetime | None


def project_by_slug(slug: str) -> Project | None:
    """The project itself, for use cases."""
    return db.session.scalar(select(Project).where(Project.slug == slug))


def project_for_change(slug: str) -> Project | None:
    """The project itself, locked until the transaction ends, for a use case that changes it."""
    wanted = select(Project).where(Project.slug == slug).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def titles(slugs: Iterable[str]) -> dict[str, Translated]:
    """The titles of the projects with these slugs; unknown ones are left out."""
    wanted = set(slugs)
    if not wanted:
        return {}
    rows = db.session.execute(select(Project.slug, Project.title).where(Project.slug.in_(wanted)))
    return {row.slug: row.title for row in rows}


def facts(slug: str) -> ProjectFacts | None:
    """A project by its address."""
    wanted = select(Project, Goal).outerjoin(Goal, Goal.id == Project.goal_id).where(Project.slug == slug)
    row = db.session.execute(wanted).first()
    return _facts(*row) if row else None


def _facts(row: Project, goal: Goal | None) -> ProjectFacts:
    return ProjectFacts(
        id=row.id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        body=row.body,
        area=row.area,
        address=row.address,
        geometry=row.geometry,
        comments_open_at=row.comments_open_at,
        comments_close_at=row.comments_close_at,
        window=row.comment_window(now()),
        illustrative=row.illustrative,
        attribution=row.attribution,
        created_at=row.created_at,
        changed_at=row.changed_at,
        goal=GoalName(goal.slug, goal.title) if goal else None,
        criteria_frozen_in=row.criteria_frozen_in,
        criteria_frozen_at=row.criteria_frozen_at,
    )

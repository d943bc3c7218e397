"""The vision and its goals for everybody, and the projects that serve a goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.projects.models import Condition, Goal, Phase, Project, ProjectUpdate, SheetVersion, Vision

GOAL_PAGE_SIZE = 20


@dataclass(frozen=True)
class GoalLine:
    """One goal in plain words with its indicator, and how many projects serve it."""

    id: int
    slug: str
    title: Translated
    text: Translated
    indicator: Translated
    retired: bool
    illustrative: bool
    attribution: Translated
    projects: int


@dataclass(frozen=True)
class ServingLine:
    """A project that serves a goal: who stands up for it, and where it stands."""

    slug: str
    title: Translated
    champions: tuple[str, ...]
    phase: Phase | None
    condition: Condition | None
    last_update_at: datetime | None
    illustrative: bool
    attribution: Translated


def vision() -> Translated:
    """What the programme wants to become true; empty while nothing is written."""
    return db.session.scalar(select(Vision.text)) or Translated()


def goal_lines() -> list[GoalLine]:
    """Every goal in the order that the clerk gave; retired ones come last."""
    rows = db.session.execute(_goals().order_by(Goal.retired, Goal.position, Goal.id))
    return [_goal_line(goal, count) for goal, count in rows]


def goal_line(slug: str) -> GoalLine | None:
    """One goal by its address."""
    row = db.session.execute(_goals().where(Goal.slug == slug)).first()
    return _goal_line(*row) if row else None


def _goals() -> Select[Goal, int]:
    serving = select(func.count()).select_from(Project).where(Project.goal_id == Goal.id).correlate(Goal)
    return select(Goal, serving.scalar_subquery())


def _goal_line(goal: Goal, projects: int) -> GoalLine:
    return GoalLine(
        id=goal.id,
        slug=goal.slug,
        title=goal.title,
        text=goal.text,
        indicator=goal.indicator,
        retired=goal.retired,
        illustrative=goal.illustrative,
        attribution=goal.attribution,
        projects=projects,
    )


def serving(goal: GoalLine, after: Cursor | None = None) -> Page[ServingLine]:
    """A page of the projects that serve a goal; the one that said something last comes first."""
    latest, sheet = _newest(ProjectUpdate), _newest(SheetVersion)
    heard_at = func.coalesce(ProjectUpdate.posted_at, Project.created_at)
    wanted = (
        select(Project, ProjectUpdate, SheetVersion.content["champions"])
        .select_from(Project)
        .outerjoin(ProjectUpdate, and_(ProjectUpdate.project_id == Project.id, ProjectUpdate.number == latest))
        .outerjoin(SheetVersion, and_(SheetVersion.project_id == Project.id, SheetVersion.number == sheet))
        .where(Project.goal_id == goal.id)
        .order_by(heard_at.desc(), Project.id.desc())
        .limit(GOAL_PAGE_SIZE + 1)
    )
    if after is not None:
        wanted = wanted.where(or_(heard_at < after.at, and_(heard_at == after.at, Project.id < after.id)))
    rows = db.session.execute(wanted).all()
    shown = [(project, update, champions or []) for project, update, champions in rows[:GOAL_PAGE_SIZE]]
    more = None
    if len(rows) > GOAL_PAGE_SIZE:
        project, update, _champions = shown[-1]
        more = str(Cursor(update.posted_at if update else project.created_at, project.id))
    return Page([_serving_line(*row) for row in shown], goal.projects, more, first_page=after is None)


def _newest(table: type[ProjectUpdate] | type[SheetVersion]) -> ScalarSelect[int]:
    other = aliased(table)
    return select(func.max(other.number)).where(other.project_id == Project.id).correlate(Project).scalar_subquery()


def _serving_line(project: Project, update: ProjectUpdate | None, champions: list[dict[str, Any]]) -> ServingLine:
    return ServingLine(
        slug=project.slug,
        title=project.title,
        champions=tuple(champion["name"] for champion in champions),
        phase=Phase(update.phase) if update else None,
        condition=Condition(update.condition) if update else None,
        last_update_at=update.posted_at if update else None,
        illustrative=project.illustrative,
        attribution=project.attribution,
    )

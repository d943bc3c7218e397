"""What a list of projects can be narrowed to: only what some project has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import case, func, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import (
    ENDED,
    CommentWindow,
    Condition,
    Goal,
    Partner,
    Phase,
    Project,
    ProjectPartner,
    ProjectTopic,
    ProjectUpdate,
)
from portal.projects.queries.filters import in_window
from portal.projects.queries.lists import with_newest


@dataclass(frozen=True)
class Facets:
    """What there is. `goals` and `partners` go from slug to name; all but the first three come most frequent first."""

    phases: tuple[Phase, ...]
    conditions: tuple[Condition, ...]
    windows: tuple[CommentWindow, ...]
    goals: Mapping[str, Translated]
    topics: tuple[str, ...]
    areas: tuple[str, ...]
    partners: Mapping[str, str]


def facets() -> Facets:
    """What lists of projects can be narrowed to."""
    window = case(*((in_window(state, now()), state.value) for state in CommentWindow)).label("window")
    standings = db.session.execute(
        with_newest(select(ProjectUpdate.phase, ProjectUpdate.condition, window).select_from(Project)).distinct()
    ).all()
    phases = {row.phase for row in standings}
    conditions = {row.condition for row in standings if row.phase not in ENDED}
    windows = {row.window for row in standings}
    return Facets(
        phases=tuple(phase for phase in Phase if phase in phases),
        conditions=tuple(condition for condition in Condition if condition in conditions),
        windows=tuple(state for state in CommentWindow if state in windows),
        goals=_goals(),
        topics=topics_in_use(),
        areas=areas_in_use(),
        partners=_partners(),
    )


def topics_in_use() -> tuple[str, ...]:
    """Every topic, the most frequent first."""
    frequent = func.count().desc()
    rows = select(ProjectTopic.topic).group_by(ProjectTopic.topic).order_by(frequent, ProjectTopic.topic)
    return tuple(db.session.scalars(rows))


def areas_in_use() -> tuple[str, ...]:
    """Every area that a project lies in, the most frequent first."""
    rows = select(Project.area).where(Project.area != "").group_by(Project.area)
    return tuple(db.session.scalars(rows.order_by(func.count().desc(), Project.area)))


def _goals() -> dict[str, Translated]:
    served = select(Project.goal_id, func.count().label("times")).group_by(Project.goal_id).subquery()
    rows = db.session.execute(
        select(Goal.slug, Goal.title)
        .join(served, served.c.goal_id == Goal.id)
        .order_by(served.c.times.desc(), Goal.position, Goal.id)
    )
    return {row.slug: row.title for row in rows}


def _partners() -> dict[str, str]:
    taking_part = select(ProjectPartner.partner_id, func.count().label("times")).group_by(ProjectPartner.partner_id)
    counted = taking_part.subquery()
    rows = db.session.execute(
        select(Partner.slug, Partner.name)
        .join(counted, counted.c.partner_id == Partner.id)
        .order_by(counted.c.times.desc(), Partner.name, Partner.id)
    )
    return {row.slug: row.name for row in rows}

"""Reads of the vision and its goals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785
from sqlalchemy import func, or_, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import Goal, Project, Vision

NOTHING = Translated()


@dataclass(frozen=True)
class WrittenVision:
    """The vision as it stands, empty before the first. `loaded` is its fingerprint."""

    text: Translated
    loaded: str


@dataclass(frozen=True)
class WrittenGoal:
    """One goal as the desk lists it, with how many projects serve it. `loaded` is its fingerprint."""

    slug: str
    title: Translated
    text: Translated
    indicator: Translated
    retired: bool
    projects: int
    loaded: str


def goals_by_slug(slugs: Iterable[str]) -> dict[str, Goal]:
    """The goals themselves that have these slugs; unknown ones are left out."""
    wanted = set(slugs)
    if not wanted:
        return {}
    return {goal.slug: goal for goal in db.session.scalars(select(Goal).where(Goal.slug.in_(wanted)))}


def goals_for_change() -> Sequence[Goal]:
    """Every goal itself in its order, locked until the transaction ends, for a use case that changes some."""
    wanted = select(Goal).order_by(Goal.position, Goal.id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def vision_for_change() -> Vision | None:
    """The vision itself, for a use case."""
    return db.session.get(Vision, 1, with_for_update=True, populate_existing=True)


def written_vision() -> WrittenVision:
    """What the programme wants to become true."""
    row = db.session.get(Vision, 1)
    text = row.text if row else NOTHING
    return WrittenVision(text, _fingerprint({"text": dict(text)}))


def written_goals() -> list[WrittenGoal]:
    """Every goal in its order, retired ones too."""
    serving = select(Project.goal_id, func.count().label("projects")).group_by(Project.goal_id).subquery()
    wanted = select(Goal, serving.c.projects).outerjoin(serving, serving.c.goal_id == Goal.id)
    rows = db.session.execute(wanted.order_by(Goal.position, Goal.id))
    return [
        WrittenGoal(goal.slug, goal.title, goal.text, goal.indicator, goal.retired, count or 0, goal_fingerprint(goal))
        for goal, count in rows
    ]


def goals_offered(chosen: str = "") -> dict[str, Translated]:
    """The titles of the goals that a project may choose, by slug: retired ones only where it is the `chosen` one."""
    wanted = select(Goal.slug, Goal.title).where(or_(Goal.retired.is_(False), Goal.slug == chosen))
    return {row.slug: row.title for row in db.session.execute(wanted.order_by(Goal.position, Goal.id))}


def goal_fingerprint(goal: Goal) -> str:
    """Tells one state of a goal from another; forms carry it, so that nobody saves over somebody else."""
    texts = {name: dict(getattr(goal, name)) for name in ("title", "text", "indicator")}
    return _fingerprint(texts | {"retired": goal.retired})


def _fingerprint(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(dict(values))).hexdigest()[:20]

"""Reads of goals."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import Goal


def goals_by_slug(slugs: Iterable[str]) -> dict[str, Goal]:
    """The goals themselves that have these slugs; unknown ones are left out."""
    wanted = set(slugs)
    if not wanted:
        return {}
    return {goal.slug: goal for goal in db.session.scalars(select(Goal).where(Goal.slug.in_(wanted)))}

"""Publishing the vision of the programme and the goals that projects serve."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.addresses import slugify, slugs_from
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import Goal, Vision
from portal.projects.usecases.sheets import Overtaken

ONLY = 1


@usecase
def write_vision(*, actor: Actor, text: Translated, loaded: str | None = None) -> None:
    """Publish what the programme wants to become true; it takes the place of what was said before."""
    authorize(actor, Permission.GOAL_EDIT)
    there = queries.written_vision()
    _insist_on(loaded, there.loaded, there.text == text)
    row = queries.vision_for_change() or Vision(id=ONLY)
    row.text, row.changed_at = text, now()
    db.session.add(row)


@usecase
def add_goal(
    *,
    actor: Actor,
    title: Translated,
    text: Translated,
    indicator: Translated,
    slug: str | None = None,
    illustrative: bool = False,
) -> str:
    """Publish a goal as the last one; returns its slug, made from the title unless given, which never changes later.

    The very same goal again (a form sent twice) is the one that is already there.
    """
    authorize(actor, Permission.GOAL_EDIT)
    goals = {goal.slug: goal for goal in queries.goals_for_change()}
    for free in slugs_from(slug or slugify(next(iter(title.values()), ""))):
        there = goals.get(free)
        if there is None:
            break
        if (there.title, there.text, there.indicator) == (title, text, indicator):
            return there.slug
    position = max((goal.position for goal in goals.values()), default=0) + 1
    goal = Goal(slug=free, position=position, title=title, text=text, indicator=indicator, illustrative=illustrative)
    db.session.add(goal)
    return free


@usecase
def edit_goal(
    *,
    actor: Actor,
    slug: str,
    title: Translated,
    text: Translated,
    indicator: Translated,
    retired: bool,
    loaded: str | None = None,
) -> None:
    """Change a goal, or retire it: it then takes no new projects. Its address stays."""
    authorize(actor, Permission.GOAL_EDIT)
    goal = next((goal for goal in queries.goals_for_change() if goal.slug == slug), None)
    if goal is None:
        raise NotFound
    same = (goal.title, goal.text, goal.indicator, goal.retired) == (title, text, indicator, retired)
    _insist_on(loaded, queries.goal_fingerprint(goal), same)
    goal.title, goal.text, goal.indicator, goal.retired = title, text, indicator, retired
    goal.changed_at = now()


@usecase
def raise_goal(*, actor: Actor, slug: str) -> None:
    """Let a goal change places with the one above it; the first one stays."""
    authorize(actor, Permission.GOAL_EDIT)
    goals = list(queries.goals_for_change())
    at = next((at for at, goal in enumerate(goals) if goal.slug == slug), None)
    if at is None:
        raise NotFound
    goals.insert(max(at - 1, 0), goals.pop(at))
    for position, goal in enumerate(goals, 1):
        goal.position = position


def _insist_on(loaded: str | None, there: str, same: bool) -> None:
    if loaded is not None and loaded != there and not same:
        raise Overtaken(_("Somebody else saved this while you wrote. Compare, then save again."))

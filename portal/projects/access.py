"""Who may publish projects and goals. Reading them is for everybody."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.GOAL_EDIT)
def may_edit_goals(actor: Actor, _goal: Any = None) -> bool:
    """Clerks publish the vision and its goals."""
    return actor.has(Role.CLERK)


@rule(Permission.PROJECT_EDIT)
def may_edit_project(actor: Actor, _project: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)

"""Who may publish projects. Reading them is for everybody."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.PROJECT_EDIT)
def may_edit_project(actor: Actor, _project: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)

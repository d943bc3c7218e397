"""Who may publish projects and goals, add partners and sign for them. Reading is for everybody."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule
from portal.projects.models import LinkStanding


@rule(Permission.GOAL_EDIT)
def may_edit_goals(actor: Actor, _goal: Any = None) -> bool:
    """Clerks publish the vision and its goals."""
    return actor.has(Role.CLERK)


@rule(Permission.PROJECT_EDIT)
def may_edit_project(actor: Actor, _project: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)


@rule(Permission.PARTNER_EDIT)
def may_edit_partner(actor: Actor, _partner: Any = None) -> bool:
    """Clerks add partners and ask them to sign."""
    return actor.has(Role.CLERK)


@rule(Permission.SHEET_SIGN)
def may_sign_sheet(_actor: Actor, standing: LinkStanding | None) -> bool:
    """Whoever holds an open link, signed in or not."""
    return standing is LinkStanding.OPEN

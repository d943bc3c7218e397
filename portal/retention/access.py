"""Who may have a text erased, and what keeps it from being erased."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.FEEDBACK_ERASE)
def may_erase(actor: Actor, _comment: Any = None) -> bool:
    """Moderators and admins, where somebody asks for it who has no receipt. Authors need no permission, only a code."""
    return actor.has(Role.ADMIN, Role.MODERATOR)


@rule(Permission.HOLD_SET)
def may_set_hold(actor: Actor, _hold: Any = None) -> bool:
    """Clerks, who keep the records that the law asks for, and admins."""
    return actor.has(Role.ADMIN, Role.CLERK)


@rule(Permission.RETENTION_RUN)
def may_run_retention(actor: Actor, _thing: Any = None) -> bool:
    """The site itself and its admins."""
    return actor.has(Role.ADMIN)

"""Who may edit committees. Reading them is for everybody."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.COMMITTEE_EDIT)
def may_edit_committee(actor: Actor, _committee: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)

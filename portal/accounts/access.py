"""Who may enter the desk and who keeps its people."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.DESK_ENTER)
def may_enter_desk(actor: Actor, _thing: Any = None) -> bool:
    """Everybody who is signed in and holds any role."""
    return bool(actor.roles)


@rule(Permission.PERSON_EDIT)
def may_edit_people(actor: Actor, _thing: Any = None) -> bool:
    """Admins grant and take roles."""
    return actor.has(Role.ADMIN)

"""What happened to people."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.events import Event


@dataclass(frozen=True)
class RolesChanged(Event):
    """Somebody got or lost roles, or may no longer sign in."""

    person_id: int

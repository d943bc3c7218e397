"""Who may write meetings, and who may read them before they are posted."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule
from portal.meetings.models import MeetingState


@rule(Permission.MEETING_EDIT)
def may_edit_meeting(actor: Actor, _meeting: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)


@rule(Permission.MEETING_READ)
def may_read_meeting(actor: Actor, state: MeetingState | None) -> bool:
    """Posted and cancelled meetings are everybody's; drafts are for clerks and members."""
    return state in {MeetingState.POSTED, MeetingState.CANCELLED} or actor.has(Role.CLERK, Role.MEMBER)

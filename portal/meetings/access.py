"""Who may write meetings, and who may read them before they are posted, who may speak and who sees the speakers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule
from portal.meetings.models import MeetingState
from portal.projects.models import CommentWindow


@rule(Permission.MEETING_EDIT)
def may_edit_meeting(actor: Actor, _meeting: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)


@rule(Permission.MEETING_READ)
def may_read_meeting(actor: Actor, state: MeetingState | None) -> bool:
    """Posted and cancelled meetings are everybody's; drafts are for clerks and members."""
    return state in {MeetingState.POSTED, MeetingState.CANCELLED} or actor.has(Role.CLERK, Role.MEMBER)


@rule(Permission.PAPER_READ)
def may_read_paper(actor: Actor, posted_at: datetime | None) -> bool:
    """A paper that was ever posted is everybody's, also after it was taken off; others are for clerks and members."""
    return posted_at is not None or actor.has(Role.CLERK, Role.MEMBER)


@rule(Permission.SPEAKER_READ)
def may_read_speakers(actor: Actor, _meeting: Any = None) -> bool:
    """The chair's list holds names and needs: it is for clerks and members alone."""
    return actor.has(Role.CLERK, Role.MEMBER)


@rule(Permission.SPEAKER_REGISTER)
def may_register_speaker(actor: Actor, window: CommentWindow | None) -> bool:
    """Anyone without signing in, and a clerk for somebody who calls, while registration is open."""
    return window is CommentWindow.OPEN and (actor.is_anonymous or actor.has(Role.CLERK))

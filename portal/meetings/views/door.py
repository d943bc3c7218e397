"""The door of the pages of meetings: their blueprint, and the meeting that an address names."""

from __future__ import annotations

from flask import Blueprint

from portal.core.errors import NotFound
from portal.core.routes import current_actor
from portal.meetings import queries
from portal.meetings.queries import MeetingSheet

blueprint = Blueprint("meetings", __name__)


def meeting_at(slug: str, version: int | None = None) -> MeetingSheet:
    """What the one who asks may see of a meeting. On a public page that is nobody: drafts do not exist there."""
    meeting = queries.sheet(current_actor(), slug, version)
    if meeting is None:
        raise NotFound
    return meeting

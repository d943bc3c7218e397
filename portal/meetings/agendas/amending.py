"""A change of what is posted, as it waits to be posted itself."""

from __future__ import annotations

from typing import Any

from portal.meetings import queries
from portal.meetings.agendas.contents import content_of, draft_from
from portal.meetings.agendas.drafts import MeetingDraft
from portal.meetings.models import Meeting


def amendment_of(meeting: Meeting, draft: MeetingDraft) -> dict[str, Any] | None:
    """The content of a change; nothing where the draft says what is posted."""
    posted = queries.newest_version(meeting.id)
    if posted is not None and draft_from(posted.content, draft.committee_slug) == draft:
        return None
    return content_of(draft, taken=queries.highest_number(meeting.id))

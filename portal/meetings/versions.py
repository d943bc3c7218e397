"""One more version of an agenda: kept word for word, committed to in the public record."""

from __future__ import annotations

from typing import Any

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.meetings import queries
from portal.meetings.contents import agenda_text, paper_keys, posted_content
from portal.meetings.drafts import NOTHING
from portal.meetings.models import AgendaVersion, Change, Meeting, MeetingState
from portal.record.models import Deed, append

FROM = {Change.POSTED: MeetingState.DRAFT, Change.IMPORTED: None}


def add_version(
    actor: Actor,
    meeting: Meeting,
    committee: Committee,
    content: dict[str, Any],
    change: Change,
    reason: Translated = NOTHING,
) -> AgendaVersion:
    """Keep `content` as the meeting's newest version, with its entry in the public record, in one transaction."""
    last = queries.newest_version(meeting.id)
    number = last.number + 1 if last else 1
    at = meeting.changed_at  # the moment of the move between states
    for paper in queries.papers_of(meeting.id, paper_keys(content)).values():
        paper.posted_at = paper.posted_at or at
    whole = posted_content(
        content,
        slug=meeting.slug,
        committee={
            "slug": committee.slug,
            "name": dict(committee.name),
            "posting_rules": committee.posting_rules,  # the rules of its day judge it for ever
        },
        version=number,
        change=change.value,
        reason=reason,
        papers=queries.paper_facts(meeting.id, paper_keys(content)),
    )
    deed = Deed(
        action=f"meeting.{change.value}",
        subject=f"meeting:{meeting.slug}/{number}",
        role="import" if change is Change.IMPORTED else "clerk",
        from_state=FROM.get(change, MeetingState.POSTED),
        to_state=meeting.state,
        text=agenda_text(whole),
    )
    version = AgendaVersion(
        meeting_id=meeting.id,
        number=number,
        change=change,
        reason=reason,
        posted_at=at,
        content=whole,
        record_seq=append(actor, deed, at=at),
    )
    db.session.add(version)
    return version

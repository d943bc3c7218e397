"""A meeting that was not there before: its address, its committee, its rows."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from portal.committees import queries as committees
from portal.core.addresses import LONGEST_SLUG, slugify, slugs_from
from portal.core.db import db
from portal.core.errors import Refused
from portal.core.formats import local
from portal.meetings import queries
from portal.meetings.agendas.contents import content_of
from portal.meetings.agendas.drafts import MeetingDraft
from portal.meetings.agendas.laying import lay_out, tidied
from portal.meetings.models import Meeting, MeetingState


def begin(draft: MeetingDraft, slug: str | None = None) -> str:
    """Keep a new draft; returns its slug, made from title and day unless given, which never changes later.

    The very same draft again (a form sent twice) is the one that is already there.
    """
    draft = tidied(draft, known={})
    for free in slugs_from(slug or slug_for(draft)):
        there = queries.meeting_by_slug(free)
        if there is None:
            break
        if there.state == MeetingState.DRAFT and queries.draft_of(there, queries.committee_of(there)) == draft:
            return free
    meeting = Meeting(slug=free)
    place(meeting, draft)
    lay_out(meeting, content_of(draft))
    return meeting.slug


def place(meeting: Meeting, draft: MeetingDraft) -> None:
    """Give the meeting to the committee that the draft names."""
    committee = committees.committee_by_slug(draft.committee_slug)
    if committee is None:
        raise Refused(_("Choose a committee"), "committee")
    meeting.committee_id = committee.id
    db.session.add(meeting)


def slug_for(draft: MeetingDraft) -> str:
    """The slug that a new meeting wants: its title and its day."""
    day = local(draft.starts_at).date().isoformat()
    first: str = current_app.config["SETTINGS"].default_language
    title: str = draft.title.best(first).text
    return f"{slugify(title)[: LONGEST_SLUG - len(day) - 1].strip('-')}-{day}"

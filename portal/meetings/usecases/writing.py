"""Writing a meeting's draft, or the change of one that is posted already."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.agendas.amending import amendment_of
from portal.meetings.agendas.beginning import begin, place
from portal.meetings.agendas.contents import content_of, fingerprint
from portal.meetings.agendas.drafts import MeetingDraft
from portal.meetings.agendas.laying import lay_out, tidied
from portal.meetings.models import MeetingState


class Overtaken(Refused):
    """Somebody else saved the draft in between; nothing was overwritten."""


@usecase
def write_meeting(*, actor: Actor, draft: MeetingDraft, slug: str | None = None) -> str:
    """Keep a new draft; returns its slug, made from title and day unless given, which never changes later.

    The very same draft again (a form sent twice) is the one that is already there.
    """
    authorize(actor, Permission.MEETING_EDIT)
    return begin(draft, slug)


@usecase
def edit_meeting(*, actor: Actor, slug: str, draft: MeetingDraft, loaded: str | None = None) -> None:
    """Replace a draft by another; of a posted meeting, the change that waits to be posted.

    `loaded` is the fingerprint of what the writer began from.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting = queries.meeting_for_change(slug)
    if meeting is None:
        raise NotFound
    if meeting.state == MeetingState.CANCELLED:
        raise WrongState(_("This meeting is canceled. Its agenda cannot be changed."))
    committee = queries.committee_of(meeting)
    draft = tidied(draft, known=queries.items_ever(meeting.id) if meeting.posted_at else {})
    written = queries.draft_of(meeting, committee)
    if written == draft:
        return
    if loaded is not None and loaded != fingerprint(written):
        raise Overtaken(_("Somebody else saved this draft while you wrote. Nothing was overwritten."))
    meeting.changed_at = now()
    if meeting.state == MeetingState.DRAFT:
        place(meeting, draft)
        lay_out(meeting, content_of(draft))
        return
    if draft.committee_slug != committee.slug:
        raise Refused(_("A posted meeting stays with its committee."), "committee")
    meeting.amendment = amendment_of(meeting, draft)


@usecase
def discard_amendment(*, actor: Actor, slug: str) -> None:
    """Drop a change that was written and not posted. What is posted stays as it is."""
    authorize(actor, Permission.MEETING_EDIT)
    meeting = queries.meeting_for_change(slug)
    if meeting is None:
        raise NotFound
    meeting.amendment = None

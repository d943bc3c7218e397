"""Minutes: written by a clerk once the meeting has begun, posted as draft minutes, approved by a later meeting."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.formats import local
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.minuting.contents import content_of, fingerprint
from portal.meetings.minuting.drafts import MinutesDraft
from portal.meetings.minuting.keeping import add_minutes_version
from portal.meetings.minuting.readiness import lacking
from portal.meetings.minuting.tidying import reseated, tidied
from portal.meetings.models import Meeting, MeetingState, Minutes, MinutesState
from portal.meetings.usecases.posting import NotReady
from portal.meetings.usecases.writing import Overtaken


@usecase
def write_minutes(*, actor: Actor, slug: str, draft: MinutesDraft, loaded: str | None = None) -> None:
    """Keep the minutes as written; nobody else sees them until they are posted, but members at the desk.

    `loaded` is the fingerprint of what the writer began from.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting, committee, minutes = _opened(slug)
    posted = queries.newest_minutes(meeting.id) is not None
    written = queries.minutes_draft(meeting, committee, minutes.content if minutes else None)
    if loaded is not None and loaded != fingerprint(written):
        if minutes and fingerprint(tidied(draft, posted)) == fingerprint(written):
            return  # the same form, sent twice
        raise Overtaken(_("Somebody else saved these minutes while you wrote. Nothing was overwritten."))
    _keep(meeting, minutes, tidied(draft, posted))


@usecase
def reseat_minutes(*, actor: Actor, slug: str) -> None:
    """Take the seats of the meeting's day anew, after somebody mended the committee's page."""
    authorize(actor, Permission.MEETING_EDIT)
    meeting, committee, minutes = _opened(slug)
    posted = queries.newest_minutes(meeting.id) is not None
    written = queries.minutes_draft(meeting, committee, minutes.content if minutes else None)
    seats = queries.seats_that_day(meeting)
    _keep(meeting, minutes, tidied(reseated(written, seats, committee.quorum), posted))


@usecase
def post_minutes(*, actor: Actor, slug: str, reason: Translated = NOTHING, loaded: str | None = None) -> int:
    """Make what is written the newest public version; returns its number.

    Until a meeting approved them they are draft minutes. A correction after that needs a reason. Raises `NotReady`
    with all that lacks.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting, committee, minutes = _opened(slug)
    if minutes is None:
        raise Refused(_("Nothing is written yet. Write the minutes first."))
    _insist_on_read(meeting, committee, minutes, loaded)
    if minutes.state == MinutesState.APPROVED and reason == NOTHING:
        first = current_app.config["SETTINGS"].default_language
        raise Refused(_("Say why, in one or two sentences"), f"reason_{first}")
    last = queries.newest_minutes(meeting.id)
    if last is not None and queries.says_the_same(last, minutes):
        return last.number
    approval = last.content["approval"] if last else None
    return add_minutes_version(actor, meeting, committee, minutes, reason, approval).number


@usecase
def approve_minutes(*, actor: Actor, slug: str, by_slug: str, by_item: int, loaded: str | None = None) -> int:
    """Note that an item of a later meeting approved the posted minutes; returns the number of the approved version."""
    authorize(actor, Permission.MEETING_EDIT)
    meeting, committee, minutes = _opened(slug)
    last = queries.newest_minutes(meeting.id)
    if minutes is None or last is None:
        raise Refused(_("Post the minutes first. A meeting can approve only what was posted."))
    _insist_on_read(meeting, committee, minutes, loaded)
    if not queries.says_the_same(last, minutes):
        raise Refused(_("What is written differs from what is posted. Post it first, then note the approval."))
    choices = {(item.slug, item.number) for item in queries.approving_items(meeting.slug, meeting.starts_at)}
    by = queries.meeting_by_slug(by_slug) if (by_slug, by_item) in choices else None
    if by is None:
        raise Refused(_("Choose the item of a later meeting that approved these minutes."), "approved_by")
    minutes.approve(by.id, by_item, _("These minutes are already approved."))
    approval = {
        "meeting": by.slug,
        "item": by_item,
        "title": dict(by.title),
        "day": local(by.starts_at).date().isoformat(),
    }
    return add_minutes_version(actor, meeting, committee, minutes, NOTHING, approval).number


def _opened(slug: str) -> tuple[Meeting, Committee, Minutes | None]:
    """The meeting, locked, whose minutes may be written: it was posted and has begun."""
    meeting = queries.meeting_for_change(slug)
    if meeting is None:
        raise NotFound
    if meeting.state != MeetingState.POSTED:
        raise WrongState(_("Only a meeting that is posted has minutes."))
    if meeting.starts_at > now():
        raise WrongState(_("The meeting has not begun yet. Its minutes can be written once it has."))
    return meeting, queries.committee_of(meeting), queries.minutes_for_change(meeting.id)


def _keep(meeting: Meeting, minutes: Minutes | None, draft: MinutesDraft) -> None:
    content = content_of(draft)
    if minutes is None:
        db.session.add(Minutes(meeting_id=meeting.id, content=content))
    else:
        minutes.content, minutes.changed_at = content, now()


def _insist_on_read(meeting: Meeting, committee: Committee, minutes: Minutes, loaded: str | None) -> None:
    """Refuse what is not ready, or is not what the clerk read."""
    draft = queries.minutes_draft(meeting, committee, minutes.content)
    if loaded is not None and loaded != fingerprint(draft):
        raise Overtaken(_("Somebody else saved these minutes while you read them. Read them again, then post them."))
    if reasons := lacking(draft):
        raise NotReady(reasons)

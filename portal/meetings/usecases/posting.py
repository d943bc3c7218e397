"""Posting an agenda, and every change of one that is posted: each a version of its own in the public record."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from portal.committees.models import Committee
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.agendas.contents import content_of, draft_from, fingerprint
from portal.meetings.agendas.drafts import NOTHING, MeetingDraft
from portal.meetings.agendas.laying import lay_out
from portal.meetings.agendas.readiness import lacking
from portal.meetings.agendas.versions import add_version
from portal.meetings.models import Change, Meeting
from portal.meetings.usecases.writing import Overtaken


class NotReady(Refused):
    """The agenda cannot be posted yet; `reasons` says why, in the reader's words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@usecase
def post_meeting(*, actor: Actor, slug: str, loaded: str | None = None) -> int:
    """Make a draft public for good and note it in the public record; returns the number of that entry.

    `loaded` is the fingerprint of the draft that the clerk read. Raises `NotReady` with all that lacks.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting = _meeting(slug)
    meeting.post(_("This agenda is already posted."))
    committee, draft = _written(meeting, loaded)
    _insist_on_ready(draft)
    return add_version(actor, meeting, committee, content_of(draft), Change.POSTED).record_seq


@usecase
def post_amendment(*, actor: Actor, slug: str, reason: Translated, loaded: str | None = None) -> int:
    """Let the written change take the place of what is posted; returns the number of the new version."""
    authorize(actor, Permission.MEETING_EDIT)
    meeting = _meeting(slug)
    committee, draft = _written(meeting, loaded)
    _insist_on_reason(reason)
    if meeting.amendment is None:
        raise Refused(_("Nothing is changed. Edit the agenda first."))
    content: dict[str, Any] = meeting.amendment
    moved = draft.starts_at != meeting.starts_at
    meeting.amend(_("This meeting is canceled. Its agenda cannot be changed."))
    _insist_on_ready(draft)
    lay_out(meeting, content)
    change = Change.MOVED if moved else Change.AMENDED
    return add_version(actor, meeting, committee, content, change, reason).number


@usecase
def cancel_meeting(*, actor: Actor, slug: str, reason: Translated) -> int:
    """Call a posted meeting off, for good; returns the number of the version that says so."""
    authorize(actor, Permission.MEETING_EDIT)
    meeting = _meeting(slug)
    committee = queries.committee_of(meeting)
    _insist_on_reason(reason)
    meeting.cancel(_("Only a meeting that is posted can be canceled."))
    posted = queries.newest_version(meeting.id)
    assert posted is not None
    content = content_of(draft_from(posted.content, committee.slug))
    return add_version(actor, meeting, committee, content, Change.CANCELLED, reason).number


def _meeting(slug: str) -> Meeting:
    meeting = queries.meeting_for_change(slug)
    if meeting is None:
        raise NotFound
    return meeting


def _written(meeting: Meeting, loaded: str | None) -> tuple[Committee, MeetingDraft]:
    """What is written of the meeting; refused where that is not what the clerk read."""
    committee = queries.committee_of(meeting)
    draft = queries.draft_of(meeting, committee)
    if loaded is not None and loaded != fingerprint(draft):
        raise Overtaken(_("Somebody else saved this draft while you read it. Read it again, then post it."))
    return committee, draft


def _insist_on_ready(draft: MeetingDraft) -> None:
    if reasons := lacking(draft):
        raise NotReady(reasons)


def _insist_on_reason(reason: Translated) -> None:
    if reason == NOTHING:
        first = current_app.config["SETTINGS"].default_language
        raise Refused(_("Say why, in one or two sentences"), f"reason_{first}")

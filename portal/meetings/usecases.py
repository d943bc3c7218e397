"""Writing meetings, and posting their agendas for good."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app
from flask_babel import gettext as _

from portal.committees import queries as committees
from portal.core.addresses import LONGEST_SLUG, slugify, slugs_from
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.formats import local
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.drafts import (
    ItemDraft,
    MeetingDraft,
    agenda_text,
    fingerprint,
    is_web_address,
    posted_content,
)
from portal.meetings.models import AgendaItem, AgendaItemProject, AgendaVersion, Meeting, MeetingState
from portal.record.models import Deed, append

__all__ = [
    "ItemDraft",
    "MeetingDraft",
    "NotReady",
    "Overtaken",
    "edit_meeting",
    "post_meeting",
    "write_meeting",
]


class Overtaken(Refused):
    """Somebody else saved the draft in between; nothing was overwritten."""


class NotReady(Refused):
    """The agenda cannot be posted yet; `reasons` says why, in the reader's words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@usecase
def write_meeting(*, actor: Actor, draft: MeetingDraft, slug: str | None = None) -> str:
    """Keep a new draft; returns its slug, made from title and day unless given, which never changes later.

    The very same draft again (a form sent twice) is the one that is already there.
    """
    authorize(actor, Permission.MEETING_EDIT)
    draft = _tidied(draft)
    for free in slugs_from(slug or _slug_for(draft)):
        there = queries.meeting_by_slug(free)
        if there is None:
            break
        if there.state == MeetingState.DRAFT and queries.draft_of(there, queries.committee_of(there)) == draft:
            return free
    meeting = Meeting(slug=free)
    _fill(meeting, draft)
    return meeting.slug


@usecase
def edit_meeting(*, actor: Actor, slug: str, draft: MeetingDraft, loaded: str | None = None) -> None:
    """Replace a draft by another. `loaded` is the fingerprint of the draft that the writer began from."""
    authorize(actor, Permission.MEETING_EDIT)
    meeting = _draft_for_change(slug)
    draft = _tidied(draft)
    written = queries.draft_of(meeting, queries.committee_of(meeting))
    if written == draft:
        return
    if loaded is not None and loaded != fingerprint(written):
        raise Overtaken(_("Somebody else saved this draft while you wrote. Nothing was overwritten."))
    for item in queries.items_of(meeting.id):
        db.session.delete(item)
    db.session.flush()  # the numbers must be free before they are given again
    _fill(meeting, draft)


@usecase
def post_meeting(*, actor: Actor, slug: str, loaded: str | None = None) -> int:
    """Make a draft public for good and note it in the public record; returns the number of that entry.

    `loaded` is the fingerprint of the draft that the clerk read. Raises `NotReady` with all that lacks.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting = _draft_for_change(slug)
    committee = queries.committee_of(meeting)
    draft = queries.draft_of(meeting, committee)
    if loaded is not None and loaded != fingerprint(draft):
        raise Overtaken(_("Somebody else saved this draft while you read it. Read it again, then post it."))
    if reasons := _lacking(draft):
        raise NotReady(reasons)
    meeting.post(_already_posted())
    content = posted_content(draft, slug=slug, committee_name=committee.name, version=1)
    deed = Deed(
        action="meeting.posted",
        subject=f"meeting:{slug}",
        role="clerk",
        from_state=MeetingState.DRAFT,
        to_state=MeetingState.POSTED,
        text=agenda_text(content),
    )
    seq = append(actor, deed, at=meeting.posted_at)
    db.session.add(
        AgendaVersion(meeting_id=meeting.id, number=1, posted_at=meeting.posted_at, content=content, record_seq=seq)
    )
    return seq


def _draft_for_change(slug: str) -> Meeting:
    meeting = queries.meeting_for_change(slug)
    if meeting is None:
        raise NotFound
    if meeting.state != MeetingState.DRAFT:
        raise WrongState(_already_posted())
    return meeting


def _already_posted() -> str:
    words: str = _("This agenda is already posted. A posted agenda cannot be changed.")
    return words


def _tidied(draft: MeetingDraft) -> MeetingDraft:
    """As it will be read back: whole minutes, projects once and in order. Refuses what no page could show."""
    if draft.remote_link and not is_web_address(draft.remote_link):
        raise Refused(_("Enter an address that begins with https:// or http://"), "remote_link")
    items = tuple(replace(item, projects=tuple(sorted(set(item.projects)))) for item in draft.items)
    return replace(draft, starts_at=draft.starts_at.replace(second=0, microsecond=0), items=items)


def _slug_for(draft: MeetingDraft) -> str:
    day = local(draft.starts_at).date().isoformat()
    title: str = draft.title.best(_first_language()).text
    return f"{slugify(title)[: LONGEST_SLUG - len(day) - 1].strip('-')}-{day}"


def _first_language() -> str:
    first: str = current_app.config["SETTINGS"].default_language
    return first


def _fill(meeting: Meeting, draft: MeetingDraft) -> None:
    committee = committees.committee_by_slug(draft.committee_slug)
    if committee is None:
        raise Refused(_("Choose a committee"), "committee")
    keys = queries.project_ids(slug for item in draft.items for slug in item.projects)
    meeting.committee_id = committee.id
    meeting.title, meeting.starts_at = draft.title, draft.starts_at
    meeting.place, meeting.step_free, meeting.remote_link = draft.place, draft.step_free, draft.remote_link
    db.session.add(meeting)
    db.session.flush()
    for number, item in enumerate(draft.items, 1):
        _add_item(meeting, number, item, keys)


def _add_item(meeting: Meeting, number: int, item: ItemDraft, keys: dict[str, int]) -> None:
    if missing := [slug for slug in item.projects if slug not in keys]:
        raise Refused(_("Item %(number)s: there is no project %(slug)s", number=number, slug=missing[0]))
    row = AgendaItem(
        meeting_id=meeting.id,
        number=number,
        kind=item.kind,
        title=item.title,
        summary=item.summary,
        minutes=item.minutes,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(AgendaItemProject(item_id=row.id, project_id=keys[slug]) for slug in item.projects)


def _lacking(draft: MeetingDraft) -> list[str]:
    first = _first_language()
    reasons = []
    if not draft.place.get(first):
        reasons.append(_("Write where the meeting is."))
    if not draft.items:
        reasons.append(_("Add at least one agenda item."))
    for number, item in enumerate(draft.items, 1):
        if not item.title.get(first):
            reasons.append(_("Give item %(number)s a title.", number=number))
    return reasons

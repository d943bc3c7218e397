"""Bringing a meeting's rows in line with a content: the one place that writes the agenda's items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from portal.core.addresses import is_web_address
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Refused
from portal.meetings import queries
from portal.meetings.agendas.contents import draft_from
from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.agendas.titles import item_title, meeting_title
from portal.meetings.models import AgendaItem, AgendaItemPaper, AgendaItemProject, Meeting


def tidied(draft: MeetingDraft, known: Mapping[int, AgendaItem]) -> MeetingDraft:
    """As it will be read back: whole minutes, links once and in order, titles for what explains itself.

    `known` are the items that the meeting ever posted, by number; one that claims another number gets a new one.
    Refuses what no page could show.
    """
    if draft.remote_link and not is_web_address(draft.remote_link):
        raise Refused(_("Enter an address that begins with https:// or http://"), "remote_link")
    if draft.ends_at and draft.ends_at <= draft.starts_at:
        raise Refused(_("Enter an end that is after the beginning"), "ends_at")
    items = [_tidied_item(item) for item in draft.items]
    return replace(
        draft,
        title=draft.title or meeting_title(draft.kind),
        starts_at=_whole_minute(draft.starts_at),
        ends_at=_whole_minute(draft.ends_at) if draft.ends_at else None,
        items=tuple(_numbered(items, known)),
    )


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _tidied_item(item: ItemDraft) -> ItemDraft:
    return replace(
        item,
        title=item.title or item_title(item.kind),
        projects=tuple(sorted(set(item.projects))),
        papers=tuple(sorted(set(item.papers))),
    )


def _numbered(items: Sequence[ItemDraft], known: Mapping[int, AgendaItem]) -> Iterator[ItemDraft]:
    """The items with the numbers that are theirs. One that was removed and typed again keeps its own by its title."""
    free = dict(known)
    claimed = [item.number if item.number and free.pop(item.number, None) else 0 for item in items]
    for item, claim in zip(items, claimed, strict=True):
        number = claim or next((n for n, row in free.items() if row.title == item.title), 0)
        free.pop(number, None)
        yield replace(item, number=number or None)


def lay_out(meeting: Meeting, content: dict[str, Any]) -> None:
    """Make the rows say what `content` says. Items that are not in it go; once posted they stay as withdrawn ones."""
    draft = _show(meeting, content)
    db.session.flush()
    _lay_out_items(meeting, draft)


def lay_out_new(laid: Sequence[tuple[Meeting, dict[str, Any]]]) -> None:
    """Add many meetings whose items link nothing of ours, without asking the database about each."""
    drafts = [_show(meeting, content) for meeting, content in laid]
    meetings = [meeting for meeting, _content in laid]
    db.session.add_all(meetings)
    db.session.flush()
    for meeting, draft in zip(meetings, drafts, strict=True):
        for position, item in enumerate(draft.items, 1):
            _fill(AgendaItem(meeting_id=meeting.id, number=item.number), position, item)
    db.session.flush()


def _show(meeting: Meeting, content: dict[str, Any]) -> MeetingDraft:
    """Make the meeting's own row say what `content` says; returns the content as a draft."""
    draft = draft_from(content, "")
    meeting.kind, meeting.title, meeting.note = draft.kind, draft.title, draft.note
    meeting.starts_at, meeting.ends_at, meeting.timed = draft.starts_at, draft.ends_at, draft.timed
    meeting.place, meeting.step_free, meeting.remote_link = draft.place, draft.step_free, draft.remote_link
    meeting.links = content["links"]
    meeting.comments_close_at = draft.comments_close_at
    meeting.takes_speakers, meeting.speakers_close_at = draft.takes_speakers, draft.speakers_close_at
    return draft


def _lay_out_items(meeting: Meeting, draft: MeetingDraft) -> None:
    rows = queries.items_ever(meeting.id)
    if meeting.posted_at is None:
        for row in rows.values():
            db.session.delete(row)
        db.session.flush()  # the numbers must be free before they are given again
        rows = {}
    projects = queries.project_ids(slug for item in draft.items for slug in item.projects)
    papers = {key: row.id for key, row in queries.papers_of(meeting.id, _paper_keys(draft)).items()}
    kept = {item.number for item in draft.items}
    for number, row in rows.items():
        row.withdrawn_at = None if number in kept else row.withdrawn_at or now()
    for position, item in enumerate(draft.items, 1):
        assert item.number is not None
        row = rows.get(item.number) or AgendaItem(meeting_id=meeting.id, number=item.number)
        _fill(row, position, item)
        db.session.flush()  # a new row gets its key
        _link(row, position, item, projects, papers)


def _paper_keys(draft: MeetingDraft) -> list[str]:
    return [key for item in draft.items for key in item.papers]


def _fill(row: AgendaItem, position: int, item: ItemDraft) -> None:
    row.position, row.kind, row.consent = position, item.kind, item.consent
    row.title, row.summary, row.minutes = item.title, item.summary, item.minutes
    row.presenter, row.citation = item.presenter, item.citation
    row.approves, row.continues = item.approves, item.continues
    db.session.add(row)


def _link(row: AgendaItem, position: int, item: ItemDraft, projects: dict[str, int], papers: dict[str, int]) -> None:
    """Links to exactly what the item names; refuses what is not there."""
    if missing := [slug for slug in item.projects if slug not in projects]:
        raise Refused(_("Item %(number)s: there is no project %(slug)s", number=position, slug=missing[0]))
    if missing := [key for key in item.papers if key not in papers]:
        raise Refused(_("Item %(number)s: there is no paper %(key)s", number=position, key=missing[0]))
    queries.unlink(row.id)
    db.session.add_all(AgendaItemProject(item_id=row.id, project_id=projects[slug]) for slug in item.projects)
    db.session.add_all(AgendaItemPaper(item_id=row.id, paper_id=papers[key]) for key in item.papers)

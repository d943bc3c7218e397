"""Minutes as readers and clerks see them: a version of what was posted, what is written, what an item brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.minuting.contents import content_of, draft_from, fingerprint, minutes_text
from portal.meetings.minuting.drafts import MinutesDraft
from portal.meetings.minuting.posted import whole
from portal.meetings.models import AgendaItem, ItemKind, Meeting, MeetingState, Minutes, MinutesState, MinutesVersion
from portal.meetings.queries.cards import MeetingLink
from portal.meetings.queries.decided import ItemPage, MinutesPage, continued_slugs, minutes_page
from portal.meetings.queries.minuted import meeting_facts, minutes_draft
from portal.meetings.queries.standing import visible_to

Approver = aliased(Meeting)


@dataclass(frozen=True)
class MinutesSheet:
    """Minutes of one meeting: a posted version, or (at the desk) what is written.

    `version` is empty where nothing is posted, `state` then too. `approved_by` is the item that approved them.
    `approved_here` are the meetings whose minutes items of this very meeting approved.
    """

    meeting_id: int
    slug: str
    title: Translated
    starts_at: datetime
    state_of_meeting: MeetingState
    committee_slug: str
    committee_name: Translated
    illustrative: bool
    attribution: Translated
    page: MinutesPage | None
    version: int | None = None
    state: MinutesState | None = None
    posted_at: datetime | None = None
    reason: Translated = NOTHING
    record_seq: int | None = None
    approved_by: MeetingLink | None = None
    approved_here: tuple[MeetingLink, ...] = ()


@dataclass(frozen=True)
class MinutesVersionLine:
    """One posted version as lists show it."""

    number: int
    state: MinutesState
    posted_at: datetime
    reason: Translated
    record_seq: int


@dataclass(frozen=True)
class WrittenMinutes:
    """The working copy: `waits` tells whether it says something else than what is posted."""

    draft: MinutesDraft
    page: MinutesPage
    is_kept: bool
    waits: bool

    @property
    def loaded(self) -> str:
        """The fingerprint of what is written now."""
        return fingerprint(self.draft)


@dataclass(frozen=True)
class ItemOutcome:
    """What became of one agenda item. `minutes` is None while no minutes are posted."""

    minutes: MinutesState | None
    item: ItemPage | None
    page: MinutesPage | None
    approved: MeetingLink | None


def minutes_sheet(slug: str, version: int | None = None) -> MinutesSheet | None:
    """The posted minutes of a meeting that everybody may see, the newest version or another; None: no such page.

    A meeting without minutes has a sheet without a page.
    """
    row = db.session.execute(_versions(slug, version)).first()
    if row is None or (version is not None and row[2] is None):
        return None
    meeting, committee, kept, approver, item = row
    return MinutesSheet(
        meeting_id=meeting.id,
        slug=meeting.slug,
        title=meeting.title,
        starts_at=meeting.starts_at,
        state_of_meeting=MeetingState(meeting.state),
        committee_slug=committee.slug,
        committee_name=committee.name,
        illustrative=committee.illustrative,
        attribution=committee.attribution,
        page=_page(kept.content) if kept else None,
        version=kept.number if kept else None,
        state=MinutesState(kept.state) if kept else None,
        posted_at=kept.posted_at if kept else None,
        reason=kept.reason if kept else NOTHING,
        record_seq=kept.record_seq if kept else None,
        approved_by=MeetingLink(approver.slug, approver.title, approver.starts_at, item) if approver else None,
        approved_here=tuple(_approved_here(meeting.id)),
    )


def _versions(slug: str, version: int | None) -> Select[Meeting, Committee, MinutesVersion, Meeting, int | None]:
    wanted = (
        select(Meeting, Committee, MinutesVersion, Approver, Minutes.approved_item)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(MinutesVersion, MinutesVersion.meeting_id == Meeting.id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(Approver, Approver.id == Minutes.approved_in_id)
        .where(Meeting.slug == slug, visible_to(VISITOR))
        .order_by(MinutesVersion.number.desc())
        .limit(1)
    )
    return wanted if version is None else wanted.where(MinutesVersion.number == version)


def _page(content: Mapping[str, Any]) -> MinutesPage:
    return minutes_page(content, _meetings(continued_slugs(content)))


def _meetings(slugs: set[str]) -> dict[str, MeetingLink]:
    if not slugs:
        return {}
    columns = select(Meeting.slug, Meeting.title, Meeting.starts_at)
    rows = db.session.execute(columns.where(Meeting.slug.in_(slugs), visible_to(VISITOR)))
    return {row.slug: MeetingLink(*row) for row in rows}


def _approved_here(meeting_id: int) -> list[MeetingLink]:
    """The meetings whose minutes items of this one approved; `number` is that of the item."""
    rows = db.session.execute(
        select(Meeting.slug, Meeting.title, Meeting.starts_at, Minutes.approved_item)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Minutes.approved_in_id == meeting_id)
        .order_by(Minutes.approved_item, Meeting.starts_at)
    )
    return [MeetingLink(*row) for row in rows]


def minutes_versions(meeting_id: int) -> list[MinutesVersionLine]:
    """Every posted version of a meeting's minutes, the newest first."""
    columns = (
        MinutesVersion.number,
        MinutesVersion.state,
        MinutesVersion.posted_at,
        MinutesVersion.reason,
        MinutesVersion.record_seq,
    )
    rows = db.session.execute(
        select(*columns).where(MinutesVersion.meeting_id == meeting_id).order_by(MinutesVersion.number.desc())
    )
    return [MinutesVersionLine(row[0], MinutesState(row[1]), *row[2:]) for row in rows]


def minutes_state(meeting_id: int) -> MinutesState | None:
    """Whether a meeting's posted minutes are approved; None where none are posted."""
    wanted = select(MinutesVersion.state).where(MinutesVersion.meeting_id == meeting_id)
    found = db.session.scalar(wanted.order_by(MinutesVersion.number.desc()).limit(1))
    return MinutesState(found) if found else None


def written_minutes(meeting_id: int) -> WrittenMinutes | None:
    """What is written of a meeting's minutes; before anything is, its seats and agenda, still blank."""
    row = db.session.execute(
        select(Meeting, Committee, Minutes)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.id == meeting_id)
    ).first()
    if row is None:
        return None
    meeting, committee, minutes = row
    draft = minutes_draft(meeting, committee, minutes.content if minutes else None)
    posted = _newest_content(meeting.id)
    return WrittenMinutes(
        draft=draft,
        page=_page(whole(draft, meeting_facts(meeting, committee))),
        is_kept=minutes is not None,
        waits=minutes is not None and (posted is None or not _same(posted, minutes.content)),
    )


def _newest_content(meeting_id: int) -> dict[str, Any] | None:
    wanted = select(MinutesVersion.content).where(MinutesVersion.meeting_id == meeting_id)
    return db.session.scalar(wanted.order_by(MinutesVersion.number.desc()).limit(1))


def says_the_same(version: MinutesVersion, minutes: Minutes) -> bool:
    """Whether a posted version says what is written now."""
    return _same(version.content, minutes.content)


def _same(posted: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    return content_of(draft_from(posted)) == content_of(draft_from(written))


def approving_items(slug: str, starts_at: datetime) -> list[MeetingLink]:
    """Items of later meetings that have begun and were to approve the minutes of this one, the first meeting first."""
    rows = db.session.execute(
        select(Meeting.slug, Meeting.title, Meeting.starts_at, AgendaItem.number)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(
            AgendaItem.kind == ItemKind.APPROVAL,
            AgendaItem.approves == slug,
            AgendaItem.withdrawn_at.is_(None),
            Meeting.state == MeetingState.POSTED,
            Meeting.starts_at > starts_at,
            Meeting.starts_at <= now(),
        )
        .order_by(Meeting.starts_at, Meeting.id, AgendaItem.position)
    )
    return [MeetingLink(*row) for row in rows]


def later_meetings(meeting_id: int, committee_id: int, starts_at: datetime) -> list[MeetingLink]:
    """The committee's posted meetings after this one, to which an item may be continued."""
    rows = db.session.execute(
        select(Meeting.slug, Meeting.title, Meeting.starts_at)
        .where(
            Meeting.committee_id == committee_id,
            Meeting.id != meeting_id,
            Meeting.starts_at > starts_at,
            visible_to(VISITOR),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(50)
    )
    return [MeetingLink(*row) for row in rows]


def item_outcome(meeting_id: int, number: int) -> ItemOutcome:
    """What became of an item, by the newest posted minutes, and whose minutes it approved."""
    wanted = select(MinutesVersion.state, MinutesVersion.content).where(MinutesVersion.meeting_id == meeting_id)
    kept = db.session.execute(wanted.order_by(MinutesVersion.number.desc()).limit(1)).first()
    page = _page(kept.content) if kept else None
    return ItemOutcome(
        minutes=MinutesState(kept.state) if kept else None,
        page=page,
        item=next((item for item in page.items if item.number == number), None) if page else None,
        approved=next((link for link in _approved_here(meeting_id) if link.number == number), None),
    )


def minutes_texts(keys: Sequence[str]) -> dict[str, str]:
    """What the public record committed to for the versions "slug/number" of minutes."""
    wanted = {key: (key.partition("/")[0], int(key.partition("/")[2])) for key in keys}
    rows = db.session.execute(
        select(Meeting.slug, MinutesVersion.number, MinutesVersion.content)
        .join(MinutesVersion, MinutesVersion.meeting_id == Meeting.id)
        .where(Meeting.slug.in_({slug for slug, _number in wanted.values()}))
    )
    texts = {(slug, number): minutes_text(content) for slug, number, content in rows}
    return {key: texts[place] for key, place in wanted.items() if place in texts}

"""People who asked to speak: each for the holder of the receipt, all of a meeting for the chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.core.db import db
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem, AgendaVersion, Change, ItemKind, Meeting, MeetingState, Speaker
from portal.meetings.queries.standing import Standing, standing
from portal.meetings.speaking import SpeakerDraft
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt


@dataclass(frozen=True)
class Registration:
    """A registration as its holder sees it, with what has become of the meeting and the item since.

    `place` counts those who speak about the same item, in the order of registration; 0 once it is withdrawn.
    """

    meeting_slug: str
    meeting_title: Translated
    starts_at: datetime
    timed: bool
    standing: Standing
    cancelled: bool
    moved: bool
    item_title: Translated | None
    off_agenda: bool
    draft: SpeakerDraft
    place: int
    by_staff: bool
    registered_at: datetime
    withdrawn_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether the chair still waits for this speaker."""
        return self.withdrawn_at is None and not self.cancelled and self.standing is not Standing.PAST


@dataclass(frozen=True)
class SpeakerLine:
    """One speaker on the chair's list; `lang` is the language of the form."""

    place: int
    name: str
    needs: str
    remote: bool
    lang: str
    by_staff: bool
    registered_at: datetime


@dataclass(frozen=True)
class SpeakerGroup:
    """Those who speak about one item; `number` is empty for the public comment period."""

    number: int | None
    title: Translated | None
    off_agenda: bool
    speakers: tuple[SpeakerLine, ...]


@dataclass(frozen=True)
class SpeakerList:
    """The chair's list: by item in the order of the day, then by registration. Who withdrew is only counted."""

    groups: tuple[SpeakerGroup, ...]
    withdrawn: int

    @property
    def total(self) -> int:
        """How many speak."""
        return sum(len(group.speakers) for group in self.groups)


def registered_with(nonce: bytes) -> Registration | None:
    """What was already registered from the form with this nonce."""
    receipt_id = receipts.id_by_nonce(nonce)
    return own_registration(receipt_id) if receipt_id is not None else None


def own_registration(receipt_id: int) -> Registration | None:
    """The registration that a receipt was issued for, for the holder of the receipt."""
    row = db.session.execute(
        select(Speaker, Meeting, AgendaItem, _ahead(), _moved())
        .join(Meeting, Meeting.id == Speaker.meeting_id)
        .outerjoin(
            AgendaItem,
            and_(AgendaItem.meeting_id == Speaker.meeting_id, AgendaItem.number == Speaker.item_number),
        )
        .where(Speaker.receipt_id == receipt_id)
    ).first()
    if row is None:
        return None
    speaker, meeting, item, ahead, moved = row
    return Registration(
        meeting_slug=meeting.slug,
        meeting_title=meeting.title,
        starts_at=meeting.starts_at,
        timed=meeting.timed,
        standing=standing(meeting.starts_at),
        cancelled=meeting.state == MeetingState.CANCELLED,
        moved=moved,
        item_title=item.title if item else None,
        off_agenda=item is not None and item.withdrawn_at is not None,
        draft=SpeakerDraft(speaker.name, speaker.item_number, speaker.remote, speaker.needs),
        place=0 if speaker.withdrawn_at else ahead + 1,
        by_staff=speaker.by_staff,
        registered_at=speaker.registered_at,
        withdrawn_at=speaker.withdrawn_at,
    )


def _ahead() -> ScalarSelect[int]:
    """How many registered earlier to speak about the same item, and still want to."""
    other = aliased(Speaker)
    earlier = or_(
        other.registered_at < Speaker.registered_at,
        and_(other.registered_at == Speaker.registered_at, other.id < Speaker.id),
    )
    return (
        select(func.count())
        .select_from(other)
        .where(
            other.meeting_id == Speaker.meeting_id,
            other.item_number.is_not_distinct_from(Speaker.item_number),
            other.withdrawn_at.is_(None),
            earlier,
        )
        .correlate(Speaker)
        .scalar_subquery()
    )


def _moved() -> ColumnElement[bool]:
    """Whether the meeting was moved after the registration."""
    return exists().where(
        AgendaVersion.meeting_id == Speaker.meeting_id,
        AgendaVersion.change == Change.MOVED,
        AgendaVersion.posted_at > Speaker.registered_at,
    )


def speaker_at(slug: str, receipt_id: int) -> Speaker | None:
    """The registration itself, locked until the transaction ends, for a use case that changes it."""
    return db.session.scalar(
        select(Speaker)
        .join(Meeting, Meeting.id == Speaker.meeting_id)
        .where(Meeting.slug == slug, Speaker.receipt_id == receipt_id)
        .with_for_update(of=Speaker)
    )


def speakers_of(meeting_id: int) -> SpeakerList:
    """Everybody who registered to speak at a meeting."""
    wanted = select(Speaker).where(Speaker.meeting_id == meeting_id).order_by(Speaker.registered_at, Speaker.id)
    rows = db.session.scalars(wanted).all()
    by_item: dict[int | None, list[Speaker]] = {}
    for row in rows:
        if row.withdrawn_at is None:
            by_item.setdefault(row.item_number, []).append(row)
    items = db.session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position, AgendaItem.number)
    ).all()
    groups = [_group(number, by_item[number], items) for number in _order_of_day(items) if number in by_item]
    return SpeakerList(tuple(groups), sum(row.withdrawn_at is not None for row in rows))


def _order_of_day(items: Sequence[AgendaItem]) -> list[int | None]:
    """The numbers in the order in which the chair calls them; those taken off the agenda come last.

    The public comment period (no number) is where its item stands, or first where the agenda has no such item.
    """
    standing_items = [item for item in items if item.withdrawn_at is None]
    order: list[int | None] = [item.number for item in standing_items]
    kinds = [item.kind for item in standing_items]
    order.insert(kinds.index(ItemKind.PUBLIC_COMMENT) if ItemKind.PUBLIC_COMMENT in kinds else 0, None)
    return order + [item.number for item in items if item.withdrawn_at is not None]


def _group(number: int | None, speakers: list[Speaker], items: Sequence[AgendaItem]) -> SpeakerGroup:
    item = next((item for item in items if item.number == number), None)
    lines = tuple(
        SpeakerLine(place, row.name, row.needs, row.remote, row.lang, row.by_staff, row.registered_at)
        for place, row in enumerate(speakers, start=1)
    )
    off_agenda = item is not None and item.withdrawn_at is not None
    return SpeakerGroup(number, item.title if item else None, off_agenda, lines)


def expired_receipts(before: datetime, most: int) -> Sequence[int]:
    """The receipts of registrations for meetings that began before `before`; at most `most` at a time."""
    return db.session.scalars(
        select(Speaker.receipt_id)
        .join(Meeting, Meeting.id == Speaker.meeting_id)
        .where(Meeting.starts_at < before)
        .limit(most)
    ).all()


def forget_speakers(receipt_ids: Sequence[int]) -> None:
    """Delete the registrations with these receipts, and the receipts, for good."""
    db.session.execute(delete(Speaker).where(Speaker.receipt_id.in_(receipt_ids)))
    db.session.execute(delete(Receipt).where(Receipt.id.in_(receipt_ids)))

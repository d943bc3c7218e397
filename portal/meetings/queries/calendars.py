"""Posted meetings as a calendar holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.formats import from_local, local
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem, AgendaItemProject, AgendaVersion, Meeting, MeetingState
from portal.meetings.queries.standing import visible_to

KEPT_DAYS = 365
CANCELLED_KEPT_DAYS = 90

Posted = Select[Meeting, Committee, datetime, Translated]


@dataclass(frozen=True)
class CalendarItem:
    """One numbered agenda item, as a description lists it."""

    number: int
    title: Translated
    minutes: int | None


@dataclass(frozen=True)
class CalendarEntry:
    """One meeting. `changed_at` is when its newest version was posted, `reason` why, if it was changed."""

    slug: str
    title: Translated
    note: Translated
    starts_at: datetime
    ends_at: datetime | None
    timed: bool
    place: Translated
    step_free: Translated
    remote_link: str
    cancelled: bool
    sequence: int
    changed_at: datetime
    reason: Translated
    illustrative: bool
    attribution: Translated
    items: tuple[CalendarItem, ...]


def calendar_entries(committee_id: int | None = None, project_id: int | None = None) -> list[CalendarEntry]:
    """The posted meetings from a year ago on, in the order of time; of one committee, or about one project.

    What was called off stays for 90 days after its day, so that every calendar hears of it.
    """
    wanted = _posted().where(
        Meeting.starts_at >= _days_ago(KEPT_DAYS),
        or_(Meeting.state != MeetingState.CANCELLED, Meeting.starts_at >= _days_ago(CANCELLED_KEPT_DAYS)),
    )
    if committee_id is not None:
        wanted = wanted.where(Meeting.committee_id == committee_id)
    if project_id is not None:
        wanted = wanted.where(Meeting.id.in_(_about(project_id)))
    return _entries(wanted)


def calendar_entry(slug: str) -> CalendarEntry | None:
    """One posted meeting, however long ago."""
    return next(iter(_entries(_posted().where(Meeting.slug == slug))), None)


def _posted() -> Posted:
    other = aliased(AgendaVersion)
    newest = select(func.max(other.number)).where(other.meeting_id == Meeting.id).correlate(Meeting)
    version = and_(AgendaVersion.meeting_id == Meeting.id, AgendaVersion.number == newest.scalar_subquery())
    return (
        select(Meeting, Committee, AgendaVersion.posted_at, AgendaVersion.reason)
        .join(Committee, Committee.id == Meeting.committee_id)
        .join(AgendaVersion, version)
        .where(visible_to(VISITOR))
    )


def _about(project_id: int) -> Select[int]:
    item = aliased(AgendaItem)
    return (
        select(item.meeting_id)
        .join(AgendaItemProject, AgendaItemProject.item_id == item.id)
        .where(AgendaItemProject.project_id == project_id, item.withdrawn_at.is_(None))
    )


def _days_ago(days: int) -> datetime:
    """The first moment of the local day that lies `days` back."""
    return from_local(datetime.combine(local(now()).date() - timedelta(days=days), time()))


def _entries(wanted: Posted) -> list[CalendarEntry]:
    items = _items(wanted)
    rows = db.session.execute(wanted.order_by(Meeting.starts_at, Meeting.id))
    return [
        CalendarEntry(
            slug=meeting.slug,
            title=meeting.title,
            note=meeting.note,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            timed=meeting.timed,
            place=meeting.place,
            step_free=meeting.step_free,
            remote_link=meeting.remote_link,
            cancelled=meeting.state == MeetingState.CANCELLED,
            sequence=meeting.sequence,
            changed_at=changed_at,
            reason=reason,
            illustrative=committee.illustrative,
            attribution=committee.attribution,
            items=tuple(items.get(meeting.id, ())),
        )
        for meeting, committee, changed_at, reason in rows
    ]


def _items(wanted: Posted) -> dict[int, list[CalendarItem]]:
    rows = db.session.execute(
        select(AgendaItem.meeting_id, AgendaItem.number, AgendaItem.title, AgendaItem.minutes)
        .where(AgendaItem.meeting_id.in_(wanted.with_only_columns(Meeting.id)), AgendaItem.withdrawn_at.is_(None))
        .order_by(AgendaItem.meeting_id, AgendaItem.position)
    )
    found: dict[int, list[CalendarItem]] = {}
    for meeting_id, number, title, minutes in rows:
        found.setdefault(meeting_id, []).append(CalendarItem(number, title, minutes))
    return found

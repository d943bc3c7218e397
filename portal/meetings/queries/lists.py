"""Lists of meetings and of agenda items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem, AgendaItemProject, ItemKind, Meeting, MeetingKind, MeetingState
from portal.meetings.queries.standing import Standing, standing, today_begins, visible_to

PAGE_SIZE = 50


@dataclass(frozen=True)
class MeetingLine:
    """One meeting as lists show it."""

    slug: str
    title: Translated
    kind: MeetingKind
    starts_at: datetime
    timed: bool
    standing: Standing
    place: Translated
    state: MeetingState
    posted_at: datetime | None
    committee_name: Translated
    illustrative: bool
    attribution: Translated
    source_status: str
    amended: bool
    items: int


@dataclass(frozen=True)
class ItemLine:
    """One posted agenda item with the meeting it belongs to, as a project's page lists it."""

    meeting_slug: str
    meeting_title: Translated
    starts_at: datetime
    number: int
    title: Translated
    kind: ItemKind


def _lines() -> Select[Meeting, Committee, int]:
    items = (
        select(AgendaItem.meeting_id, func.count().label("number"))
        .where(AgendaItem.withdrawn_at.is_(None))
        .group_by(AgendaItem.meeting_id)
        .subquery()
    )
    return (
        select(Meeting, Committee, func.coalesce(items.c.number, 0))
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(items, items.c.meeting_id == Meeting.id)
    )


def _line(meeting: Meeting, committee: Committee, items: int) -> MeetingLine:
    return MeetingLine(
        slug=meeting.slug,
        title=meeting.title,
        kind=MeetingKind(meeting.kind),
        starts_at=meeting.starts_at,
        timed=meeting.timed,
        standing=standing(meeting.starts_at),
        place=meeting.place,
        state=MeetingState(meeting.state),
        posted_at=meeting.posted_at,
        committee_name=committee.name,
        illustrative=committee.illustrative,
        attribution=committee.attribution,
        source_status=meeting.source_status,
        amended=meeting.amendment is not None,
        items=items,
    )


def _posted(committee: str | None = None) -> Select[Meeting, Committee, int]:
    """Everything that readers may see: what was posted, also where it was called off later."""
    posted = _lines().where(visible_to(VISITOR))
    return posted.where(Committee.slug == committee) if committee else posted


def upcoming(committee: str | None = None) -> list[MeetingLine]:
    """Posted meetings of today and later, the next one first; of one committee, or of all."""
    wanted = _posted(committee).where(Meeting.starts_at >= today_begins())
    return [_line(*row) for row in db.session.execute(wanted.order_by(Meeting.starts_at, Meeting.id))]


def next_meeting() -> MeetingLine | None:
    """The meeting that comes next and is not called off (today's counts until the day is over)."""
    wanted = _posted().where(Meeting.starts_at >= today_begins(), Meeting.state == MeetingState.POSTED)
    row = db.session.execute(wanted.order_by(Meeting.starts_at, Meeting.id).limit(1)).first()
    return _line(*row) if row else None


def past(after: Cursor | None = None, committee: str | None = None) -> Page[MeetingLine]:
    """A page of the posted meetings of earlier days, the latest first; of one committee, or of all."""
    return _page(_posted(committee).where(Meeting.starts_at < today_begins()), after)


def posted(after: Cursor | None = None) -> Page[MeetingLine]:
    """A page of all posted meetings, the latest first."""
    return _page(_posted(), after)


def drafts() -> list[MeetingLine]:
    """Every draft, the nearest in time first."""
    wanted = _lines().where(Meeting.state == MeetingState.DRAFT).order_by(Meeting.starts_at, Meeting.id)
    return [_line(*row) for row in db.session.execute(wanted)]


def posted_count() -> int:
    """How many meetings are posted."""
    counting = select(func.count()).select_from(Meeting).where(visible_to(VISITOR))
    return db.session.scalar(counting) or 0


def _page(wanted: Select[Meeting, Committee, int], after: Cursor | None) -> Page[MeetingLine]:
    total = db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Meeting.id).subquery()))
    if after is not None:
        wanted = wanted.where(tuple_(Meeting.starts_at, Meeting.id) < tuple_(after.at, after.id))
    latest_first = wanted.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.execute(latest_first).all()
    shown = rows[:PAGE_SIZE]
    more = str(Cursor(shown[-1][0].starts_at, shown[-1][0].id)) if len(rows) > PAGE_SIZE else None
    return Page([_line(*row) for row in shown], total or 0, more, first_page=after is None)


def items_about(project_id: int) -> list[ItemLine]:
    """The agenda items of posted meetings that link a project, the latest meeting first."""
    rows = db.session.execute(
        select(Meeting, AgendaItem)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(AgendaItemProject, AgendaItemProject.item_id == AgendaItem.id)
        .where(AgendaItemProject.project_id == project_id, AgendaItem.withdrawn_at.is_(None), visible_to(VISITOR))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc(), AgendaItem.position)
    )
    return [
        ItemLine(meeting.slug, meeting.title, meeting.starts_at, item.number, item.title, ItemKind(item.kind))
        for meeting, item in rows
    ]

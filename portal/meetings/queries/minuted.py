"""The rows of minutes that use cases change, and the minutes as they are written now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from portal.committees import queries as committees
from portal.committees.models import Committee, Seat
from portal.core.db import db
from portal.core.formats import local
from portal.core.translated import Translated
from portal.meetings.minuting.contents import draft_from
from portal.meetings.minuting.drafts import MinutesDraft, SeatRow
from portal.meetings.minuting.posted import ItemFacts, MeetingFacts
from portal.meetings.minuting.tidying import with_items
from portal.meetings.models import (
    AgendaItem,
    AgendaItemProject,
    Decision,
    Meeting,
    Minutes,
    MinutesVersion,
)
from portal.meetings.queries.written import items_of
from portal.projects.models import Project


def minutes_for_change(meeting_id: int) -> Minutes | None:
    """The minutes themselves; the meeting's row is the lock."""
    return db.session.get(Minutes, meeting_id, populate_existing=True)


def newest_minutes(meeting_id: int) -> MinutesVersion | None:
    """The minutes that were posted last."""
    wanted = select(MinutesVersion).where(MinutesVersion.meeting_id == meeting_id)
    return db.session.scalar(wanted.order_by(MinutesVersion.number.desc()).limit(1))


def minutes_draft(meeting: Meeting, committee: Committee, content: Mapping[str, Any] | None) -> MinutesDraft:
    """The minutes as written in `content`; where nothing is, the seats of that day and the agenda, still blank."""
    written = draft_from(content) if content else MinutesDraft(seats_that_day(meeting), committee.quorum)
    return with_items(written, [item.number for item in items_of(meeting.id)])


def seats_that_day(meeting: Meeting) -> tuple[SeatRow, ...]:
    """The seats in force on the day of the meeting, in the site's zone."""
    rows = committees.seats_on(meeting.committee_id, local(meeting.starts_at).date())
    return tuple(_seat_row(key, row) for key, row in enumerate(rows, 1))


def _seat_row(key: int, row: Seat) -> SeatRow:
    return SeatRow(key, row.name, row.role, row.organisation, row.votes)


def meeting_facts(meeting: Meeting, committee: Committee) -> MeetingFacts:
    """What minutes of this meeting keep of it; items that were taken off the agenda too."""
    rows = db.session.execute(
        select(AgendaItem, Project.slug)
        .outerjoin(AgendaItemProject, AgendaItemProject.item_id == AgendaItem.id)
        .outerjoin(Project, Project.id == AgendaItemProject.project_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.number, Project.slug)
    )
    items: dict[int, ItemFacts] = {}
    for item, project in rows:
        known = items[item.number].projects if item.number in items else ()
        projects = (*known, project) if project else known
        items[item.number] = ItemFacts(item.title, item.kind, item.consent, projects)
    return MeetingFacts(meeting.slug, meeting.title, meeting.starts_at, committee.slug, committee.name, items)


def project_titles(slugs: set[str]) -> dict[str, tuple[int, Translated]]:
    """Key and title of the projects with these slugs."""
    rows = db.session.execute(select(Project.slug, Project.id, Project.title).where(Project.slug.in_(slugs)))
    return {row.slug: (row.id, row.title) for row in rows}


def drop_decisions(meeting_id: int) -> None:
    """Take a meeting's decisions out of the register, for a posting that puts them in anew."""
    db.session.execute(delete(Decision).where(Decision.meeting_id == meeting_id))

"""Reads of what was imported."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from portal.committees.models import Committee
from portal.core.db import db
from portal.meetings.agendas.contents import draft_from
from portal.meetings.imports.plan import Known
from portal.meetings.models import AgendaVersion, Change, Meeting, MeetingState


def known_meetings(source: str) -> list[Known]:
    """Every meeting that came from files of this kind, as it was posted last."""
    newest = (
        select(AgendaVersion.meeting_id, func.max(AgendaVersion.number).label("number"))
        .group_by(AgendaVersion.meeting_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            Meeting.id,
            Committee.slug,
            Meeting.external_id,
            AgendaVersion.content,
            AgendaVersion.change,
            Meeting.state,
            Meeting.source_status,
            Meeting.amendment,
        )
        .join(Committee, Committee.id == Meeting.committee_id)
        .join(newest, newest.c.meeting_id == Meeting.id)
        .join(
            AgendaVersion,
            (AgendaVersion.meeting_id == newest.c.meeting_id) & (AgendaVersion.number == newest.c.number),
        )
        .where(Meeting.source == source)
        .order_by(Meeting.id)
    )
    return [
        Known(
            meeting_id=row.id,
            committee=row.slug,
            external_id=row.external_id or "",
            draft=draft_from(row.content, row.slug),
            cancelled=row.state == MeetingState.CANCELLED,
            status_word=row.source_status,
            untouched=row.change == Change.IMPORTED and row.amendment is None,
        )
        for row in rows
    ]


def meetings_by_id(ids: Iterable[int]) -> dict[int, Meeting]:
    """The meetings themselves, for a use case."""
    found: dict[int, Meeting] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        rows = db.session.scalars(select(Meeting).where(Meeting.id.in_(wanted[start : start + 500])))
        found |= {row.id: row for row in rows}
    return found


def slugs_taken() -> set[str]:
    """The slugs of all meetings."""
    return set(db.session.scalars(select(Meeting.slug)))

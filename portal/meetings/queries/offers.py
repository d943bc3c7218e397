"""What a clerk may choose from while writing: meetings whose minutes wait, items to go on with, what to copy."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, select

from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import VISITOR
from portal.meetings.agendas.drafts import MeetingDraft
from portal.meetings.models import AgendaItem, Meeting, MeetingState, Minutes, MinutesState, Paper
from portal.meetings.queries.cards import MeetingLink, PaperLink, paper_link
from portal.meetings.queries.standing import visible_to
from portal.meetings.queries.written import draft_of

RECENT = timedelta(days=365)
MOST = 30  # each row of the form lists them all


def approvable() -> list[MeetingLink]:
    """Meetings of the last year that have begun and whose minutes nobody has approved yet, the latest first."""
    approved = select(Minutes.meeting_id).where(Minutes.state == MinutesState.APPROVED)
    wanted = (
        select(Meeting.slug, Meeting.title, Meeting.starts_at)
        .where(
            Meeting.state == MeetingState.POSTED,
            *_recent_and_ours(),
            Meeting.id.not_in(approved),
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(MOST)
    )
    return [MeetingLink(*row) for row in db.session.execute(wanted)]


def continuable() -> list[MeetingLink]:
    """Items of meetings of the last year that have begun, the latest meeting first; `title` is the item's."""
    wanted = (
        select(Meeting.slug, AgendaItem.title, Meeting.starts_at, AgendaItem.number)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(visible_to(VISITOR), *_recent_and_ours())
        .order_by(Meeting.starts_at.desc(), Meeting.id, AgendaItem.position)
        .limit(MOST)
    )
    return [MeetingLink(*row) for row in db.session.execute(wanted)]


def _recent_and_ours() -> tuple[ColumnElement[bool], ...]:
    """Begun within the last year, and written here: what was imported is another body's to go on with."""
    begun = (Meeting.starts_at <= now(), Meeting.starts_at > now() - RECENT)
    return (*begun, Meeting.source.is_(None))


def papers_at_hand(meeting_id: int) -> list[PaperLink]:
    """Every paper of a meeting, the oldest first."""
    wanted = select(Paper).where(Paper.meeting_id == meeting_id).order_by(Paper.uploaded_at, Paper.id)
    return [paper_link(row) for row in db.session.scalars(wanted)]


def pattern(slug: str | None) -> MeetingDraft | None:
    """What a new meeting may be copied from: the meeting named, else the latest that was posted."""
    wanted = select(Meeting, Committee).join(Committee, Committee.id == Meeting.committee_id)
    if slug:
        wanted = wanted.where(Meeting.slug == slug)
    else:
        wanted = wanted.where(Meeting.state == MeetingState.POSTED, Meeting.source.is_(None))
    row = db.session.execute(wanted.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1)).first()
    return draft_of(*row) if row else None

"""How long reviewing takes now, and how much waits at the desk: numbers that everybody may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Float, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.moderation.models import Ruling, RulingKind
from portal.moderation.queries.answering import waiting_appeals_count
from portal.moderation.queries.escalations import escalated_count
from portal.moderation.queries.queue import oldest_waiting, waiting_count
from portal.moderation.queries.reports import reported_count

LAST_RULINGS = 100
RECENT = timedelta(days=90)
# What ends the waiting of a comment for an answer.
ENDING = (RulingKind.PUBLISH, RulingKind.REDACT, RulingKind.DECLINE)


@dataclass(frozen=True)
class WaitingFigures:
    """How much waits, since when, and how many hours half of the last rulings took at most."""

    waiting: int
    oldest: datetime | None
    median_hours: float | None


@dataclass(frozen=True)
class LaneCounts:
    """How much waits in the lanes beside the queue of comments."""

    reports: int
    appeals: int
    escalations: int


@dataclass(frozen=True)
class DailyDigest:
    """What the desk should know once a day: each number is that of a lane of the queue, where every sending counts."""

    waiting: int
    oldest: datetime | None
    aside: int
    reports: int
    appeals: int
    escalations: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.waiting or self.reports or self.appeals or self.escalations)


def waiting_figures() -> WaitingFigures:
    """The present delay, from the rulings that were made last."""
    return WaitingFigures(waiting_count(), oldest_waiting(), median_hours())


class hours_between(FunctionElement[float]):
    """The hours from one time to another, as each database reckons them."""

    type = Float()
    inherit_cache = True


@compiles(hours_between, "sqlite")
def _by_days(element: Any, compiler: Any, **kwargs: Any) -> str:
    earlier, later = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"((julianday({later}) - julianday({earlier})) * 24)"


@compiles(hours_between, "postgresql")
def _by_seconds(element: Any, compiler: Any, **kwargs: Any) -> str:
    earlier, later = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"(EXTRACT(EPOCH FROM {later} - {earlier}) / 3600)"


def _ended() -> list[ColumnElement[bool]]:
    made_here = Ruling.imported.is_(False)
    return [made_here, Ruling.kind.in_(ENDING), Ruling.from_state != FeedbackState.PUBLISHED]


def median_hours() -> float | None:
    """The median time, in hours, from receipt to ruling, over the last rulings made here."""
    wanted = (
        select(hours_between(Comment.received_at, Ruling.ruled_at))
        .select_from(Ruling)
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(*_ended())
        .order_by(Ruling.id.desc())
        .limit(LAST_RULINGS)
    )
    hours = db.session.scalars(wanted).all()
    return float(median(hours)) if hours else None


def median_hours_recently() -> float | None:
    """The same over the last 90 days, found by the database."""
    recent = (*_ended(), Ruling.ruled_at >= now() - RECENT)
    count = db.session.scalar(select(func.count()).select_from(Ruling).where(*recent)) or 0
    hours = hours_between(Comment.received_at, Ruling.ruled_at)
    wanted = (
        select(hours).select_from(Ruling).join(Comment, Comment.id == Ruling.comment_id).where(*recent).order_by(hours)
    )
    found = db.session.scalar(wanted.offset(count // 2).limit(1))
    return None if found is None else float(found)


def median_waiting_since(waiting: int) -> datetime | None:
    """When the middle one of the comments that wait, `waiting` in all, was received."""
    received = select(Comment.received_at).where(Comment.state == FeedbackState.PENDING)
    return db.session.scalar(received.order_by(Comment.received_at, Comment.id).offset(waiting // 2).limit(1))


def set_aside_count() -> int:
    """How many comments wait for somebody other than a moderator."""
    counting = select(func.count()).where(Comment.state == FeedbackState.SET_ASIDE)
    return db.session.scalar(counting) or 0


def lane_counts() -> LaneCounts:
    """The lanes."""
    return LaneCounts(reported_count(), waiting_appeals_count(), escalated_count())


def daily_digest() -> DailyDigest:
    """Everything that waits at the desk."""
    lanes = lane_counts()
    waits = (waiting_count(), oldest_waiting(), set_aside_count())
    return DailyDigest(*waits, lanes.reports, lanes.appeals, lanes.escalations)

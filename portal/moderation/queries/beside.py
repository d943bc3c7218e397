"""What brought a comment into its lane: what readers reported, what its author objects, what danger it tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.core.db import db
from portal.moderation.models import Appeal, AppealState, Danger, Escalation, Report, ReportReason, Ruling, RulingKind
from portal.moderation.queries.lanes import Lane

MOST_WORDS = 3  # of the readers of one reason; their page has all


@dataclass(frozen=True)
class Reported:
    """Open reports of one reason on a comment, and what readers added in words."""

    reason: ReportReason
    count: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Appealed:
    """The waiting objection of a comment's author."""

    id: int
    words: str
    made_at: datetime
    against: RulingKind
    ruled_by: int | None


@dataclass(frozen=True)
class Escalated:
    """What an open escalation says."""

    id: int
    danger: Danger
    note: str
    escalated_at: datetime


Beside = Reported | Appealed | Escalated


def beside(lane: Lane, ids: Sequence[int]) -> Mapping[int, tuple[Beside, ...]]:
    """Why these comments stand in `lane`; nothing for those that just wait."""
    find = {Lane.REPORTS: _reported, Lane.APPEALS: _appealed, Lane.ESCALATIONS: _escalated}.get(lane)
    return find(ids) if find and ids else {}


def _reported(ids: Sequence[int]) -> dict[int, tuple[Beside, ...]]:
    rows = db.session.execute(
        select(Report.comment_id, Report.reason, Report.words)
        .where(Report.comment_id.in_(ids), Report.closed_at.is_(None))
        .order_by(Report.id)
    ).all()
    counts = Counter((row.comment_id, row.reason) for row in rows)
    lines: dict[int, tuple[Beside, ...]] = {}
    for (comment_id, reason), count in counts.most_common():
        said = tuple(row.words for row in rows if (row.comment_id, row.reason) == (comment_id, reason) and row.words)
        lines[comment_id] = (*lines.get(comment_id, ()), Reported(ReportReason(reason), count, said[:MOST_WORDS]))
    return lines


def _appealed(ids: Sequence[int]) -> dict[int, tuple[Beside, ...]]:
    rows = db.session.execute(
        select(Appeal.comment_id, Appeal.id, Appeal.words, Appeal.made_at, Ruling.kind, Ruling.moderator_id)
        .join(Ruling, Ruling.id == Appeal.ruling_id)
        .where(Appeal.comment_id.in_(ids), Appeal.state == AppealState.WAITING)
    )
    return {row[0]: (Appealed(row[1], row[2], row[3], RulingKind(row[4]), row[5]),) for row in rows}


def _escalated(ids: Sequence[int]) -> dict[int, tuple[Beside, ...]]:
    rows = db.session.execute(
        select(Escalation).where(Escalation.comment_id.in_(ids), Escalation.closed_at.is_(None)).order_by(Escalation.id)
    ).scalars()
    return {row.comment_id: (Escalated(row.id, Danger(row.danger), row.note, row.escalated_at),) for row in rows}

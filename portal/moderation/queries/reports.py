"""What readers reported: grouped by comment, for moderators alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, func, select

from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.db import db
from portal.core.keys import keyed_hash
from portal.core.paging import Page
from portal.core.permissions import Actor
from portal.core.translated import Text
from portal.feedback.queries import visible_to
from portal.moderation.models import Report, ReportReason, Ruling

PAGE_SIZE = 20
EXCERPT = 280
MOST_SHOWN = 200


@dataclass(frozen=True)
class ReportedLine:
    """One published comment with open reports. `flagged` where they are many; that hides nothing."""

    comment_id: int
    excerpt: Text
    target: Target
    count: int
    reasons: tuple[tuple[ReportReason, int], ...]
    first_at: datetime
    last_at: datetime
    flagged: bool


@dataclass(frozen=True)
class ReportWords:
    """One report: why, in whose own words, when."""

    reason: ReportReason
    words: str
    made_at: datetime


@dataclass(frozen=True)
class ReportedItem:
    """A reported comment with everything that was said about it; the oldest of very many reports are only counted."""

    comment_id: int
    body: Text
    display_name: str
    received_at: datetime
    target: Target
    reports: Sequence[ReportWords]
    count: int
    flagged: bool


def report_hash(nonce: bytes) -> str:
    """What the table keeps of a form's nonce, so that a report sent twice counts once."""
    return keyed_hash("report-nonce", nonce).hex()


def report_with(nonce: bytes) -> ReportWords | None:
    """What was already reported by the form with this nonce."""
    row = db.session.scalar(select(Report).where(Report.nonce_hash == report_hash(nonce)))
    return _words(row) if row else None


def report_id_with(nonce: bytes) -> int | None:
    """The report that the form with this nonce made."""
    return db.session.scalar(select(Report.id).where(Report.nonce_hash == report_hash(nonce)))


def _open(actor: Actor) -> ColumnElement[bool]:
    return and_(Report.closed_at.is_(None), Comment.state == FeedbackState.PUBLISHED, visible_to(actor))


def reported(actor: Actor, after: str | None = None) -> Page[ReportedLine]:
    """A page of the published comments with open reports, those that were reported first before the others."""
    first = func.min(Report.id)
    groups = (
        select(Report.comment_id, func.count(), func.min(Report.made_at), func.max(Report.made_at), first)
        .join(Comment, Comment.id == Report.comment_id)
        .where(_open(actor))
        .group_by(Report.comment_id)
        .order_by(first)
        .limit(PAGE_SIZE + 1)
    )
    below = after_number(after)
    rows = db.session.execute(groups.having(first > below) if below else groups).all()
    shown = rows[:PAGE_SIZE]
    ids = [row[0] for row in shown]
    about, reasons = _comments(ids), _reasons(ids)
    lines = [
        ReportedLine(
            comment_id, *about[comment_id], count, tuple(reasons[comment_id]), begun, last, count >= flagged_from()
        )
        for comment_id, count, begun, last, _first in shown
    ]
    more = str(shown[-1][4]) if len(rows) > PAGE_SIZE else None
    return Page(lines, reported_count(), more, first_page=below is None)


def after_number(text: str | None) -> int | None:
    """The number in the cursor of a list that is ordered by number; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def flagged_from() -> int:
    """From how many open reports a comment is flagged."""
    most: int = current_app.config["SETTINGS"].report_flag
    return most


def _comments(ids: Collection[int]) -> dict[int, tuple[Text, Target]]:
    rows = db.session.execute(with_targets(select(Comment).where(Comment.id.in_(ids))))
    return {row[0].id: (Text(row[0].body, row[0].lang).beginning(EXCERPT), target_from(*row[1:])) for row in rows}


def _reasons(ids: Collection[int]) -> dict[int, list[tuple[ReportReason, int]]]:
    rows = db.session.execute(
        select(Report.comment_id, Report.reason, func.count())
        .where(Report.comment_id.in_(ids), Report.closed_at.is_(None))
        .group_by(Report.comment_id, Report.reason)
        .order_by(func.count().desc(), Report.reason)
    )
    found: dict[int, list[tuple[ReportReason, int]]] = {}
    for comment_id, reason, count in rows:
        found.setdefault(comment_id, []).append((ReportReason(reason), count))
    return found


def reported_count() -> int:
    """How many published comments have open reports: a number only."""
    counting = (
        select(func.count(func.distinct(Report.comment_id)))
        .join(Comment, Comment.id == Report.comment_id)
        .where(Report.closed_at.is_(None), Comment.state == FeedbackState.PUBLISHED)
    )
    return db.session.scalar(counting) or 0


def open_reports(ids: Collection[int]) -> dict[int, int]:
    """How many open reports each of these comments has; those without any are left out."""
    rows = db.session.execute(
        select(Report.comment_id, func.count())
        .where(Report.comment_id.in_(ids), Report.closed_at.is_(None))
        .group_by(Report.comment_id)
    )
    return dict(rows.all())


def reported_item(actor: Actor, comment_id: int) -> ReportedItem | None:
    """One published comment with its open reports, the newest first; None where none is open."""
    row = db.session.execute(with_targets(select(Comment).where(Comment.id == comment_id, visible_to(actor)))).first()
    count = open_reports([comment_id]).get(comment_id, 0)
    if row is None or not count or row[0].state != FeedbackState.PUBLISHED:
        return None
    comment: Comment = row[0]
    newest = _of(comment_id).order_by(Report.id.desc()).limit(MOST_SHOWN)
    return ReportedItem(
        comment_id=comment.id,
        body=Text(comment.body, comment.lang),
        display_name=comment.display_name,
        received_at=comment.received_at,
        target=target_from(*row[1:]),
        reports=[_words(report) for report in db.session.scalars(newest)],
        count=count,
        flagged=count >= flagged_from(),
    )


def _of(comment_id: int) -> Select[Report]:
    return select(Report).where(Report.comment_id == comment_id, Report.closed_at.is_(None))


def _words(report: Report) -> ReportWords:
    return ReportWords(ReportReason(report.reason), report.words, report.made_at)


def reports_to_close(comment_id: int) -> Sequence[Report]:
    """The open reports themselves, for whoever closes them."""
    return db.session.scalars(_of(comment_id)).all()


def reports_closed_at(comment_id: int, moment: datetime) -> Sequence[Report]:
    """The reports that a ruling of that moment closed, for when it is undone."""
    return db.session.scalars(select(Report).where(Report.comment_id == comment_id, Report.closed_at == moment)).all()


def is_undone(ruling_id: int) -> bool:
    """Whether a ruling was taken back."""
    return db.session.scalar(select(Ruling.id).where(Ruling.undoes_id == ruling_id)) is not None

"""Reads of comments: what the public may see of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_

from portal.comments.models import Audience, Comment, FeedbackState
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Text
from portal.receipts import queries as receipts

PAGE_SIZE = 20


@dataclass(frozen=True)
class CommentCard:
    """One published comment as pages show it."""

    id: int
    body: str
    lang: str
    display_name: str
    audience: Audience | None
    area: str
    received_at: datetime

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)


def _published() -> Select[Comment]:
    return select(Comment).where(Comment.state == FeedbackState.PUBLISHED)


def published_of_project(project_id: int, after: Cursor | None = None) -> Page[CommentCard]:
    """A page of a project's published comments, newest first."""
    wanted = _published().where(Comment.project_id == project_id)
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) < tuple_(after.at, after.id))
    newest_first = wanted.order_by(Comment.received_at.desc(), Comment.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.scalars(newest_first).all()
    cards = [card(row) for row in rows[:PAGE_SIZE]]
    more = str(Cursor(cards[-1].received_at, cards[-1].id)) if len(rows) > PAGE_SIZE else None
    return Page(cards, count_published(project_id), more, first_page=after is None)


def count_published(project_id: int) -> int:
    """How many comments of a project are public."""
    counting = select(func.count()).where(Comment.project_id == project_id, Comment.state == FeedbackState.PUBLISHED)
    return db.session.scalar(counting) or 0


def counts_by_project() -> dict[int, int]:
    """How many published comments each project has."""
    rows = db.session.execute(
        select(Comment.project_id, func.count())
        .where(Comment.state == FeedbackState.PUBLISHED)
        .group_by(Comment.project_id)
    )
    return {row[0]: row[1] for row in rows}


def published_comment(comment_id: int) -> tuple[CommentCard, int] | None:
    """A published comment and its project's id."""
    row = db.session.scalar(_published().where(Comment.id == comment_id))
    return (card(row), row.project_id) if row else None


def card(row: Comment) -> CommentCard:
    """The view of a row."""
    audience = Audience(row.audience) if row.audience else None
    return CommentCard(row.id, row.body, row.lang, row.display_name, audience, row.area, row.received_at)


def id_by_receipt(receipt_id: int) -> int:
    """The comment that a receipt was issued for."""
    return db.session.scalars(select(Comment.id).where(Comment.receipt_id == receipt_id)).one()


@dataclass(frozen=True)
class Sent:
    """What was received from a form."""

    body: str
    received_at: datetime


def sent_with(nonce: bytes) -> Sent | None:
    """What was already received from the form with this nonce."""
    receipt_id = receipts.id_by_nonce(nonce)
    row = db.session.scalar(select(Comment).where(Comment.receipt_id == receipt_id)) if receipt_id else None
    return Sent(row.body, row.received_at) if row else None


@dataclass(frozen=True)
class OwnComment:
    """A comment as its author sees it with the receipt, whatever its state."""

    id: int
    body: str
    lang: str
    state: FeedbackState
    received_at: datetime
    project_id: int

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)


def own_comment(receipt_id: int) -> OwnComment | None:
    """The comment that a receipt was issued for, for the holder of the receipt."""
    row = db.session.scalar(select(Comment).where(Comment.receipt_id == receipt_id))
    if row is None:
        return None
    state = FeedbackState(row.state)
    return OwnComment(row.id, row.body, row.lang, state, row.received_at, row.project_id)


def comment_for_ruling(comment_id: int) -> Comment | None:
    """The comment itself, locked until the transaction ends, for a use case that moves its state."""
    return db.session.get(Comment, comment_id, with_for_update=True, populate_existing=True)


def bodies(ids: Iterable[int]) -> dict[int, str]:
    """The texts of these comments (the check of the record compares them with its commitments)."""
    rows = db.session.execute(select(Comment.id, Comment.body).where(Comment.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}

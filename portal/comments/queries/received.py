"""Comments whatever their state: for their authors, for use cases, and for the check of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState, Stance
from portal.comments.queries.targets import Target, target_from, with_targets
from portal.core.db import db
from portal.core.translated import Text
from portal.receipts import queries as receipts


def id_by_receipt(receipt_id: int) -> int:
    """The comment that a receipt was issued for."""
    return db.session.scalars(select(Comment.id).where(Comment.receipt_id == receipt_id)).one()


@dataclass(frozen=True)
class Sent:
    """What was received from a form."""

    body: str
    stance: Stance | None
    received_at: datetime


def sent_with(nonce: bytes) -> Sent | None:
    """What was already received from the form with this nonce."""
    receipt_id = receipts.id_by_nonce(nonce)
    row = db.session.scalar(select(Comment).where(Comment.receipt_id == receipt_id)) if receipt_id else None
    return Sent(row.body, Stance(row.stance) if row.stance else None, row.received_at) if row else None


@dataclass(frozen=True)
class OwnComment:
    """A comment as its author sees it with the receipt, whatever its state."""

    id: int
    body: str
    lang: str
    state: FeedbackState
    stance: Stance | None
    received_at: datetime
    target: Target

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)


def own_comment(receipt_id: int) -> OwnComment | None:
    """The comment that a receipt was issued for, for the holder of the receipt."""
    found = db.session.execute(with_targets(select(Comment).where(Comment.receipt_id == receipt_id))).first()
    if found is None:
        return None
    row: Comment = found[0]
    return OwnComment(
        id=row.id,
        body=row.body,
        lang=row.lang,
        state=FeedbackState(row.state),
        stance=Stance(row.stance) if row.stance else None,
        received_at=row.received_at,
        target=target_from(*found[1:]),
    )


def comment_for_ruling(comment_id: int) -> Comment | None:
    """The comment itself, locked until the transaction ends, for a use case that moves its state."""
    return db.session.get(Comment, comment_id, with_for_update=True, populate_existing=True)


def comments_to_mark(ids: Iterable[int]) -> list[Comment]:
    """Those of these comments that still hold a text, locked, for the worker that tells its language."""
    chosen = select(Comment).where(Comment.id.in_(list(ids)), Comment.state != FeedbackState.ERASED)
    return list(db.session.scalars(chosen.with_for_update()))


def was_sent_before(fingerprint: str) -> bool:
    """Whether the same words were received before, whoever sent them and wherever."""
    if not fingerprint:
        return False
    return db.session.scalar(select(Comment.id).where(Comment.text_hash == fingerprint).limit(1)) is not None


def bodies(ids: Iterable[int]) -> dict[int, str]:
    """The texts of these comments (the check of the record compares them with its commitments)."""
    rows = db.session.execute(select(Comment.id, Comment.body).where(Comment.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}

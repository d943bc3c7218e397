"""Comments whatever their state: for their authors, for use cases, and for the check of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select

from portal.comments.models import GONE, Audience, Channel, Comment, FeedbackState, Stance
from portal.comments.queries.targets import Target, target_from, with_targets
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.translated import Text
from portal.receipts import queries as receipts
from portal.record.models import RecordEntry

# Where a text may still come before other eyes: its author may then hide more of it.
MASKABLE = frozenset({FeedbackState.PENDING, FeedbackState.SET_ASIDE, FeedbackState.PUBLISHED, FeedbackState.HIDDEN})


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
    display_name: str
    audience: Audience | None
    area: str
    stance: Stance | None
    channel: Channel
    heard_at: str
    redacted: bool
    received_at: datetime
    edited_at: datetime | None
    target: Target

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)

    @property
    def erased(self) -> bool:
        """Whether only a tombstone is left."""
        return self.state is FeedbackState.ERASED

    @property
    def can_be_edited(self) -> bool:
        """Whether nobody ruled on it yet and the time for changes runs."""
        return self.state is FeedbackState.PENDING and now() < self.received_at + edit_time()

    @property
    def can_be_masked(self) -> bool:
        """Whether somebody can still come to read it."""
        return self.state in MASKABLE

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its author did not take it back before."""
        return self.state not in GONE


def edit_time() -> timedelta:
    """How long an author may change what was sent."""
    return timedelta(minutes=current_app.config["SETTINGS"].edit_minutes)


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
        display_name=row.display_name,
        audience=Audience(row.audience) if row.audience else None,
        area=row.area,
        stance=Stance(row.stance) if row.stance else None,
        channel=Channel(row.channel),
        heard_at=row.heard_at,
        redacted=row.redacted,
        received_at=row.received_at,
        edited_at=row.edited_at,
        target=target_from(*found[1:]),
    )


def has_commitments(comment_id: int) -> bool:
    """Whether the public record already vouches for the text of a comment: then it must hear of each change."""
    subject = f"comment:{key_text(comment_id)}"
    found = select(RecordEntry.seq).where(RecordEntry.subject == subject, RecordEntry.commitment.is_not(None))
    return db.session.scalar(found.limit(1)) is not None


def comment_for_ruling(comment_id: int) -> Comment:
    """The comment itself, locked until the transaction ends, for a use case that moves its state; or `NotFound`."""
    comment = db.session.get(Comment, comment_id, with_for_update=True, populate_existing=True)
    if comment is None:
        raise NotFound
    return comment


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

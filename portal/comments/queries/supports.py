"""What "I agree" needs to know: whether a form was counted, and how fast supports of one comment come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState, Support
from portal.core.db import db

_ONCE_PUBLIC = (FeedbackState.HIDDEN, FeedbackState.WITHDRAWN, FeedbackState.ERASED)


def is_counted(nonce_hash: str) -> bool:
    """Whether the form with this nonce was counted before."""
    return db.session.scalar(select(Support.id).where(Support.nonce_hash == nonce_hash)) is not None


def nth_newest_support(comment_id: int, number: int) -> datetime | None:
    """When the support came that has `number` - 1 newer ones; None where there are fewer."""
    newest_first = select(Support.given_at).where(Support.comment_id == comment_id).order_by(Support.id.desc())
    return db.session.scalar(newest_first.offset(number - 1).limit(1))


def was_public(comment_id: int) -> bool:
    """Whether the comment could once be read by everybody, and cannot any more."""
    gone = select(Comment.id).where(
        Comment.id == comment_id, Comment.state.in_(_ONCE_PUBLIC), Comment.published_at.is_not(None)
    )
    return db.session.scalar(gone) is not None

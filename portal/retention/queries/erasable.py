"""One comment as the page of its erasure tells of it: nothing of its text, which not everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.comments.models import Comment, CommentContact, CommentPhoto, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.db import db
from portal.retention.queries.holds import held


@dataclass(frozen=True)
class Erasable:
    """What would go and what would stay."""

    id: int
    state: FeedbackState
    received_at: datetime
    target: Target
    held: bool
    has_photo: bool
    has_contact: bool
    supports: int
    replies: int


def erasable(comment_id: int) -> Erasable | None:
    """The comment with this id, whatever its state."""
    photo = select(CommentPhoto.id).where(CommentPhoto.comment_id == Comment.id).exists()
    contact = select(CommentContact.comment_id).where(CommentContact.comment_id == Comment.id).exists()
    row = db.session.execute(with_targets(select(Comment, photo, contact).where(Comment.id == comment_id))).first()
    if row is None:
        return None
    comment: Comment = row[0]
    replies = (
        select(func.count())
        .select_from(Comment)
        .where(Comment.reply_to_id == comment_id, Comment.state == FeedbackState.PUBLISHED)
    )
    return Erasable(
        id=comment.id,
        state=FeedbackState(comment.state),
        received_at=comment.received_at,
        target=target_from(*row[3:]),
        held=comment_id in held([comment_id]),
        has_photo=row[1],
        has_contact=row[2],
        supports=comment.supports,
        replies=db.session.scalar(replies) or 0,
    )

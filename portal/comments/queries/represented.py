"""Comments that stand in public lists for near-identical ones: how often the text was sent."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db


def stands_for_itself() -> ColumnElement[bool]:
    """Comments that lists show: nobody represents them, or they have answers that would be out of sight with them."""
    reply = aliased(Comment)
    answered = select(reply.id).where(reply.reply_to_id == Comment.id, reply.state == FeedbackState.PUBLISHED)
    return or_(Comment.represented_by_id.is_(None), answered.exists())


def sendings() -> ColumnElement[int]:
    """How often the text of a comment was sent and published, for a comment that stands for others."""
    other = aliased(Comment)
    like_it = (other.represented_by_id == Comment.id, other.state == FeedbackState.PUBLISHED)
    return select(func.count() + 1).select_from(other).where(*like_it).scalar_subquery()


def sent_like(comment_id: int) -> int:
    """How often the text was sent for which this comment stands."""
    return db.session.scalar(select(sendings()).select_from(Comment).where(Comment.id == comment_id)) or 1

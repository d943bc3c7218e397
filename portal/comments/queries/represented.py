"""Comments that stand in public lists for near-identical ones: how often the text was sent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db


def stands_for_itself() -> ColumnElement[bool]:
    """Comments that lists show: nobody represents them, or they have answers that would be out of sight with them."""
    reply = aliased(Comment)
    answered = select(reply.id).where(reply.reply_to_id == Comment.id, reply.state == FeedbackState.PUBLISHED)
    return or_(Comment.represented_by_id.is_(None), answered.exists())


def sendings(comment_ids: Sequence[int]) -> dict[int, int]:
    """How often the texts of these comments were sent and published; those that were sent once are left out."""
    rows = db.session.execute(
        select(Comment.represented_by_id, func.count())
        .where(Comment.represented_by_id.in_(comment_ids), Comment.state == FeedbackState.PUBLISHED)
        .group_by(Comment.represented_by_id)
    )
    return {representative: number + 1 for representative, number in rows if representative is not None}

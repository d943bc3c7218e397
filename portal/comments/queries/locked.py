"""Comments themselves, locked until the transaction ends, for use cases that change more than one."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select

from portal.comments.models import Comment
from portal.core.db import db


def comments_for_ruling(ids: Iterable[int]) -> list[Comment]:
    """The comments with these ids. They are locked in the order of their ids, so that nobody waits in a circle."""
    return _locked(select(Comment).where(Comment.id.in_(list(ids))))


def replies_for_ruling(comment_id: int) -> list[Comment]:
    """What answers a comment, whatever its state."""
    return _locked(select(Comment).where(Comment.reply_to_id == comment_id))


def _locked(wanted: Select[Comment]) -> list[Comment]:
    rows = db.session.scalars(
        wanted.order_by(Comment.id).with_for_update(of=Comment).execution_options(populate_existing=True)
    )
    return list(rows)

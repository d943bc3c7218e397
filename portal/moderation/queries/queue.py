"""What waits for a ruling, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, tuple_

from portal.comments.models import Audience, Comment, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.permissions import Actor
from portal.core.translated import Text
from portal.moderation.hints import Hint, noticed
from portal.moderation.queries.about import About, chosen_by, waits

PAGE_SIZE = 20


@dataclass(frozen=True)
class WaitingItem:
    """One waiting comment with all that a moderator needs to rule on it."""

    id: int
    body: Text
    display_name: str
    audience: Audience | None
    area: str
    received_at: datetime
    target: Target
    hints: tuple[Hint, ...]


def waiting(actor: Actor, about: About | None = None, after: Cursor | None = None) -> Page[WaitingItem]:
    """A page of what waits (on one thing), oldest first; `total` counts all of it, not only this page."""
    chosen = [waits(actor), chosen_by(about)] if about else [waits(actor)]
    total = db.session.scalar(select(func.count()).select_from(Comment).where(*chosen)) or 0
    wanted = with_targets(select(Comment).where(*chosen))
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) > tuple_(after.at, after.id))
    rows = db.session.execute(wanted.order_by(Comment.received_at, Comment.id).limit(PAGE_SIZE + 1)).all()
    items = _items([(row[0], target_from(*row[1:])) for row in rows[:PAGE_SIZE]])
    more = str(Cursor(items[-1].received_at, items[-1].id)) if len(rows) > PAGE_SIZE else None
    return Page(items, total, more, first_page=after is None)


def waiting_item(actor: Actor, comment_id: int) -> WaitingItem | None:
    """One comment that still waits."""
    wanted = with_targets(select(Comment).where(waits(actor), Comment.id == comment_id))
    row = db.session.execute(wanted).first()
    return _items([(row[0], target_from(*row[1:]))])[0] if row else None


def _items(rows: Sequence[tuple[Comment, Target]]) -> list[WaitingItem]:
    first_sent = _first_sent([comment.body for comment, _ in rows])
    return [_item(comment, target, first_sent[comment.body]) for comment, target in rows]


def _first_sent(bodies: Sequence[str]) -> dict[str, datetime]:
    """When each of these texts, to the letter, came first: one pass over the table for a whole page."""
    if not bodies:
        return {}
    rows = db.session.execute(
        select(Comment.body, func.min(Comment.received_at)).where(Comment.body.in_(bodies)).group_by(Comment.body)
    )
    return dict(rows.all())


def _item(comment: Comment, target: Target, first_sent: datetime) -> WaitingItem:
    hints = noticed(comment.body)
    if first_sent < comment.received_at:
        hints += (Hint.SENT_BEFORE,)
    return WaitingItem(
        id=comment.id,
        body=Text(comment.body, comment.lang),
        display_name=comment.display_name,
        audience=Audience(comment.audience) if comment.audience else None,
        area=comment.area,
        received_at=comment.received_at,
        target=target,
        hints=hints,
    )


def waiting_count() -> int:
    """How much waits in all: a number only, which everybody may see."""
    counting = select(func.count()).where(Comment.state == FeedbackState.PENDING)
    return db.session.scalar(counting) or 0


def oldest_waiting() -> datetime | None:
    """When the comment that waits longest was received."""
    return db.session.scalar(select(func.min(Comment.received_at)).where(Comment.state == FeedbackState.PENDING))

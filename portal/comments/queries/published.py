"""What the public may see of comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_

from portal.comments.models import Audience, Channel, Comment, FeedbackState, Stance
from portal.comments.queries.targets import Target, about, target_from, with_targets
from portal.comments.targets import TargetKey
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Text

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
    stance: Stance | None
    received_at: datetime
    supports: int = 0
    channel: Channel = Channel.WEB
    heard_at: str = ""

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)


def _public() -> ColumnElement[bool]:
    return Comment.state == FeedbackState.PUBLISHED


def published(key: TargetKey, after: Cursor | None = None) -> Page[CommentCard]:
    """A page of the published comments about one target, newest first."""
    wanted = select(Comment).where(about(key), _public())
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) < tuple_(after.at, after.id))
    newest_first = wanted.order_by(Comment.received_at.desc(), Comment.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.scalars(newest_first).all()
    cards = [card(row) for row in rows[:PAGE_SIZE]]
    more = str(Cursor(cards[-1].received_at, cards[-1].id)) if len(rows) > PAGE_SIZE else None
    total = db.session.scalar(select(func.count()).where(about(key), _public()))
    return Page(cards, total or 0, more, first_page=after is None)


def published_comment(comment_id: int) -> tuple[CommentCard, Target] | None:
    """A published comment and what it is about."""
    row = db.session.execute(with_targets(select(Comment).where(Comment.id == comment_id, _public()))).first()
    return (card(row[0]), target_from(*row[1:])) if row else None


def card(row: Comment) -> CommentCard:
    """The view of a row."""
    audience = Audience(row.audience) if row.audience else None
    stance = Stance(row.stance) if row.stance else None
    return CommentCard(
        id=row.id,
        body=row.body,
        lang=row.lang,
        display_name=row.display_name,
        audience=audience,
        area=row.area,
        stance=stance,
        received_at=row.received_at,
        supports=row.supports,
        channel=Channel(row.channel),
        heard_at=row.heard_at,
    )

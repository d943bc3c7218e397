"""What the public may see of comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from portal.comments.models import GONE, Audience, Channel, Comment, FeedbackState, Stance
from portal.comments.queries.photos import PhotoCard, photos_shown
from portal.comments.queries.represented import sendings, sent_like, stands_for_itself
from portal.comments.queries.targets import Target, about, target_from, with_targets
from portal.comments.targets import TargetKey
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Text
from portal.projects.models import ProjectUpdate

PAGE_SIZE = 20
REPLIES_SHOWN = 5  # below each comment of a list; its own page has them all


@dataclass(frozen=True)
class CommentCard:
    """One comment as public pages show it.

    `update` is the number of the status update that it is on. Where `state` is another than published, it is the
    empty place of a comment that was public, kept for its replies: it holds no word of its author's. `sent` tells how
    often its text was sent; where it is `represented`, another comment stands in lists for it.
    """

    id: int
    body: str
    lang: str
    display_name: str
    audience: Audience | None
    area: str
    stance: Stance | None
    received_at: datetime
    state: FeedbackState = FeedbackState.PUBLISHED
    update: int | None = None
    photo: PhotoCard | None = None
    replies: tuple[CommentCard, ...] = ()
    reply_count: int = 0
    sent: int = 1
    represented: bool = False
    supports: int = 0
    channel: Channel = Channel.WEB
    heard_at: str = ""
    redacted: bool = False

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)


def _public() -> ColumnElement[bool]:
    return Comment.state == FeedbackState.PUBLISHED


def _was_public() -> ColumnElement[bool]:
    return and_(Comment.state.in_([*GONE, FeedbackState.HIDDEN]), Comment.published_at.is_not(None))


def _holds_a_place() -> ColumnElement[bool]:
    """Comments that were public, and whose replies still are."""
    reply = aliased(Comment)
    answered = select(reply.id).where(reply.reply_to_id == Comment.id, reply.state == FeedbackState.PUBLISHED)
    return and_(_was_public(), answered.exists())


def published(key: TargetKey, after: Cursor | None = None) -> Page[CommentCard]:
    """A page of the published comments about one target, newest first, each with its first replies.

    `total` counts the replies, too, and every sending of a text that a list shows once.
    """
    wanted = (
        select(Comment, ProjectUpdate.number, sendings())
        .outerjoin(ProjectUpdate, ProjectUpdate.id == Comment.status_update_id)
        .where(about(key), Comment.reply_to_id.is_(None), or_(_public(), _holds_a_place()), stands_for_itself())
    )
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) < tuple_(after.at, after.id))
    newest_first = wanted.order_by(Comment.received_at.desc(), Comment.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.execute(newest_first).all()
    cards = _with_replies([replace(card(row[0]), update=row[1], sent=row[2]) for row in rows[:PAGE_SIZE]])
    more = str(Cursor(cards[-1].received_at, cards[-1].id)) if len(rows) > PAGE_SIZE else None
    total = db.session.scalar(select(func.count()).where(about(key), _public()))
    return Page(cards, total or 0, more, first_page=after is None)


def _with_replies(cards: Sequence[CommentCard]) -> list[CommentCard]:
    """These cards with their photos, and the first replies of each with theirs: two statements for all."""
    if not cards:
        return []
    numbered = (
        select(
            Comment.id,
            func.row_number()
            .over(partition_by=Comment.reply_to_id, order_by=(Comment.received_at, Comment.id))
            .label("place"),
            func.count().over(partition_by=Comment.reply_to_id).label("count"),
        )
        .where(Comment.reply_to_id.in_([one.id for one in cards]), _public())
        .subquery()
    )
    found = db.session.execute(
        select(Comment, numbered.c.count)
        .join(numbered, numbered.c.id == Comment.id)
        .where(numbered.c.place <= REPLIES_SHOWN)
        .order_by(Comment.received_at, Comment.id)
    ).all()
    photos = photos_shown([*(one.id for one in cards), *(row.id for row, _count in found)])
    replies: dict[int | None, list[CommentCard]] = {}
    counts: dict[int | None, int] = {}
    for row, count in found:
        replies.setdefault(row.reply_to_id, []).append(replace(card(row), photo=photos.get(row.id)))
        counts[row.reply_to_id] = count
    return [
        replace(
            one,
            photo=photos.get(one.id),
            replies=tuple(replies.get(one.id, ())),
            reply_count=counts.get(one.id, 0),
        )
        for one in cards
    ]


def published_comment(comment_id: int) -> tuple[CommentCard, Target] | None:
    """A published comment and what it is about."""
    row = db.session.execute(with_targets(select(Comment).where(Comment.id == comment_id, _public()))).first()
    if row is None:
        return None
    target = target_from(*row[1:])
    shown = replace(
        card(row[0]),
        update=target.key.update,
        photo=photos_shown([comment_id]).get(comment_id),
        sent=sent_like(row[0].represented_by_id or comment_id),
    )
    return shown, target


def replies_to(comment_id: int, after: Cursor | None = None) -> Page[CommentCard]:
    """A page of the published replies to a comment, oldest first."""
    chosen = [Comment.reply_to_id == comment_id, _public()]
    wanted = select(Comment).where(*chosen)
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) > tuple_(after.at, after.id))
    rows = db.session.scalars(wanted.order_by(Comment.received_at, Comment.id).limit(PAGE_SIZE + 1)).all()
    photos = photos_shown([row.id for row in rows])
    cards = [replace(card(row), photo=photos.get(row.id)) for row in rows[:PAGE_SIZE]]
    more = str(Cursor(cards[-1].received_at, cards[-1].id)) if len(rows) > PAGE_SIZE else None
    total = db.session.scalar(select(func.count()).where(*chosen))
    return Page(cards, total or 0, more, first_page=after is None)


def taken_back(comment_id: int) -> FeedbackState | None:
    """What became of a comment that was public and is not any more; None for every other one."""
    found = db.session.scalar(select(Comment.state).where(Comment.id == comment_id, _was_public()))
    return FeedbackState(found) if found else None


def card(row: Comment) -> CommentCard:
    """The view of a row; of one that is not published it holds no more than that it is there."""
    state = FeedbackState(row.state)
    if state is not FeedbackState.PUBLISHED:
        return CommentCard(row.id, "", row.lang, "", None, "", None, row.received_at, state)
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
        represented=row.represented_by_id is not None,
        supports=row.supports,
        channel=Channel(row.channel),
        heard_at=row.heard_at,
        redacted=row.redacted,
    )

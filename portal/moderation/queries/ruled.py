"""One comment as the forms of rulings show it, whatever its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.comments.models import GONE, Audience, Comment, CommentPhoto, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Text
from portal.feedback.queries import visible_to


@dataclass(frozen=True)
class PhotoShown:
    """The photo of a comment in its author's words, and whether a moderator took it out."""

    id: int
    alt: str
    hidden: bool


@dataclass(frozen=True)
class RuledText:
    """A comment before a ruling. `reading` tells a use case which words were read."""

    id: int
    body: Text
    state: FeedbackState
    display_name: str
    audience: Audience | None
    area: str
    received_at: datetime
    target: Target
    is_reply: bool
    redacted: bool
    photo: PhotoShown | None
    reading: str


def ruled_text(actor: Actor, comment_id: int) -> RuledText | None:
    """The comment for whoever may rule on it; None where its author took it back."""
    wanted = (
        select(Comment, CommentPhoto)
        .outerjoin(CommentPhoto, CommentPhoto.comment_id == Comment.id)
        .where(visible_to(actor), Comment.id == comment_id, Comment.state.not_in(GONE))
    )
    row = db.session.execute(with_targets(wanted)).first()
    return _text(row[0], row[1], target_from(*row[2:])) if row else None


def _text(row: Comment, photo: CommentPhoto | None, target: Target) -> RuledText:
    return RuledText(
        id=row.id,
        body=Text(row.body, row.lang),
        state=FeedbackState(row.state),
        display_name=row.display_name,
        audience=Audience(row.audience) if row.audience else None,
        area=row.area,
        received_at=row.received_at,
        target=target,
        is_reply=row.reply_to_id is not None,
        redacted=row.redacted,
        photo=PhotoShown(photo.id, photo.alt, photo.hidden) if photo else None,
        reading=row.reading,
    )

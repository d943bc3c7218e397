"""Reads of the photos of comments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from portal.comments.models import Comment, CommentPhoto, FeedbackState
from portal.core.db import db


@dataclass(frozen=True)
class PhotoCard:
    """The photo of a comment as pages show it. `hidden`: a moderator took it out of what the public sees."""

    comment_id: int
    file_key: str
    file_type: str
    alt: str
    size: int
    width: int
    height: int
    hidden: bool


def photos_of(comment_ids: Collection[int]) -> dict[int, PhotoCard]:
    """The photos of these comments by comment, whatever became of either: for the desk and for their authors."""
    if not comment_ids:
        return {}
    rows = db.session.scalars(select(CommentPhoto).where(CommentPhoto.comment_id.in_(comment_ids)))
    return {row.comment_id: _card(row) for row in rows}


def photos_shown(comment_ids: Collection[int]) -> dict[int, PhotoCard]:
    """Those of them that everybody may see."""
    if not comment_ids:
        return {}
    rows = db.session.scalars(
        select(CommentPhoto)
        .join(Comment, Comment.id == CommentPhoto.comment_id)
        .where(CommentPhoto.comment_id.in_(comment_ids), CommentPhoto.hidden.is_(False))
        .where(Comment.state == FeedbackState.PUBLISHED)
    )
    return {row.comment_id: _card(row) for row in rows}


def is_photo_taken(file_key: str) -> bool:
    """Whether a comment has this file already."""
    return db.session.scalar(select(CommentPhoto.id).where(CommentPhoto.file_key == file_key)) is not None


def photo_keys() -> set[str]:
    """The files that photos of comments name."""
    return set(db.session.scalars(select(CommentPhoto.file_key)))


def _card(row: CommentPhoto) -> PhotoCard:
    return PhotoCard(row.comment_id, row.file_key, row.file_type, row.alt, row.size, row.width, row.height, row.hidden)

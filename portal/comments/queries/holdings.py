"""All that is held about a comment, for the holder of its receipt: every column, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import select

from portal.comments.models import Comment, CommentContact, CommentPhoto
from portal.core.addresses import key_text
from portal.core.db import Base, db
from portal.core.formats import iso

# Keys and hashes by which only this site finds rows again; `entered_by` is a person of the staff.
_OURS = frozenset({"comment_id", "entered_by", "file_key", "receipt_id", "token_hash"})
_KEYS = frozenset({"id", "reply_to_id", "represented_by_id"})


@dataclass(frozen=True)
class Holding:
    """What is held beside rulings. Values are as JSON has them."""

    comment: Mapping[str, Any]
    photo: Mapping[str, Any] | None
    contact: Mapping[str, Any] | None


def holding_of(receipt_id: int) -> Holding | None:
    """What is held about the comment that a receipt was issued for."""
    row = db.session.scalar(select(Comment).where(Comment.receipt_id == receipt_id))
    if row is None:
        return None
    photo = db.session.scalar(select(CommentPhoto).where(CommentPhoto.comment_id == row.id))
    return Holding(_columns(row), _beside(photo), _beside(db.session.get(CommentContact, row.id)))


def _beside(row: Base | None) -> Mapping[str, Any] | None:
    return _columns(row) if row is not None else None


def _columns(row: Base) -> Mapping[str, Any]:
    names = [column.name for column in row.__table__.columns if column.name not in _OURS]
    return {name: _plain(name, getattr(row, name)) for name in names}


def _plain(name: str, value: Any) -> Any:
    if name in _KEYS and value is not None:
        return key_text(value)
    if isinstance(value, datetime):
        return iso(value)
    return value.value if isinstance(value, Enum) else value

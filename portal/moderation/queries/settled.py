"""Rows that a ruling changes besides the comment: for the engine of rulings alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from portal.comments.models import CommentPhoto
from portal.core.db import db
from portal.moderation.models import Claim, SealedOriginal, SecondLook


def open_looks(comment_ids: Sequence[int]) -> list[SecondLook]:
    """The questions for a second look that are open."""
    wanted = select(SecondLook).where(SecondLook.comment_id.in_(comment_ids), SecondLook.closed_at.is_(None))
    return list(db.session.scalars(wanted))


def looks_closed_at(comment_id: int, moment: datetime) -> list[SecondLook]:
    """The questions that a ruling of that moment closed."""
    wanted = select(SecondLook).where(SecondLook.comment_id == comment_id, SecondLook.closed_at == moment)
    return list(db.session.scalars(wanted))


def claims_on(comment_ids: Sequence[int]) -> list[Claim]:
    """Who reads these."""
    return list(db.session.scalars(select(Claim).where(Claim.comment_id.in_(comment_ids))))


def sealed_originals(comment_ids: Sequence[int]) -> dict[int, SealedOriginal]:
    """What was sealed of these comments."""
    rows = db.session.scalars(select(SealedOriginal).where(SealedOriginal.comment_id.in_(comment_ids)))
    return {row.comment_id: row for row in rows}


def photo_of(comment_id: int) -> CommentPhoto | None:
    """The photo of a comment."""
    return db.session.scalar(select(CommentPhoto).where(CommentPhoto.comment_id == comment_id))

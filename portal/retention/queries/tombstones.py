"""What was erased, and what was asked to be erased and is held."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.record.models import RecordEntry
from portal.retention.models import Tombstone

T = TypeVar("T")
CHUNK = 500  # databases bound the number of parameters


def buried(subjects: Sequence[str]) -> set[str]:
    """Those of these subjects that have their tombstone in the database."""
    return {
        subject
        for part in _chunks(subjects)
        for subject in db.session.scalars(select(Tombstone.subject).where(Tombstone.subject.in_(part)))
    }


def still_here(ids: Sequence[int]) -> set[int]:
    """Those of these comments whose text is there."""
    return {
        comment_id
        for part in _chunks(ids)
        for comment_id in db.session.scalars(
            select(Comment.id).where(Comment.id.in_(part), Comment.state != FeedbackState.ERASED)
        )
    }


def _chunks(values: Collection[T]) -> Iterator[list[T]]:
    ordered = list(values)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def waits_for_end(subject: str) -> str | None:
    """Who asked to erase what was held, as the record tells; None where nobody asked."""
    held = select(RecordEntry.role).where(RecordEntry.subject == subject, RecordEntry.action == "feedback.held")
    return db.session.scalar(held.order_by(RecordEntry.seq.desc()).limit(1))

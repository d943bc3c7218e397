"""What became of a comment, as its author may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.moderation.models import Guideline, Ruling, RulingKind
from portal.moderation.queries.guidelines import GuidelineCard, card


@dataclass(frozen=True)
class Outcome:
    """Where a comment stands. While it waits there is neither ruling time, guideline nor note.

    `imported` means that it was ruled on elsewhere: then `ruled_at` is when the import wrote it down.
    """

    comment_id: int
    state: FeedbackState
    received_at: datetime
    published_at: datetime | None
    ruled_at: datetime | None
    guideline: GuidelineCard | None
    note: str
    imported: bool


def outcome_of_comment(comment_id: int) -> Outcome | None:
    """The state of a comment with the ruling that stands; None for an unknown comment."""
    comment = db.session.get(Comment, comment_id)
    if comment is None:
        return None
    ruling, guideline = _standing(comment)
    return Outcome(
        comment_id=comment.id,
        state=FeedbackState(comment.state),
        received_at=comment.received_at,
        published_at=comment.published_at,
        ruled_at=ruling.ruled_at if ruling else None,
        guideline=card(guideline) if guideline else None,
        note=ruling.note if ruling else "",
        imported=ruling.imported if ruling else False,
    )


def _standing(comment: Comment) -> tuple[Ruling | None, Guideline | None]:
    """The newest ruling that brought the comment where it is and was not undone, and what it cites."""
    undo = aliased(Ruling)
    row = db.session.execute(
        select(Ruling, Guideline)
        .outerjoin(Guideline, Guideline.id == Ruling.guideline_id)
        .outerjoin(undo, undo.undoes_id == Ruling.id)
        .where(Ruling.comment_id == comment.id, Ruling.kind != RulingKind.UNDO)
        .where(Ruling.to_state == comment.state, undo.id.is_(None))
        .order_by(Ruling.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else (None, None)

"""What became of a comment, as its author may know it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.moderation.models import Guideline, GuidelineVersion, Ruling, RulingKind
from portal.moderation.queries.guidelines import GuidelineCard, card
from portal.moderation.queries.rulings import cited


@dataclass(frozen=True)
class Outcome:
    """Where a comment stands, and the ruling that brought it there. While it waits there is no ruling.

    `guideline` has the words of the version that was cited; `passage` is what in the text is meant, `remedy` what
    would make it publishable, `waits_for` whom a comment waits for that was set aside. `moved` says that a ruling
    brought it to another page. `imported` means that it was ruled on elsewhere: then `ruled_at` is when the import
    wrote it down.
    """

    comment_id: int
    state: FeedbackState
    received_at: datetime
    published_at: datetime | None
    ruled_at: datetime | None
    guideline: GuidelineCard | None
    note: str
    imported: bool
    ruling_id: int | None = None
    kind: RulingKind | None = None
    passage: str = ""
    remedy: str = ""
    waits_for: str = ""
    moved: bool = False


def outcome_of_comment(comment_id: int) -> Outcome | None:
    """The state of a comment with the ruling that stands; None for an unknown comment."""
    comment = db.session.get(Comment, comment_id)
    if comment is None:
        return None
    where = Outcome(
        comment_id=comment.id,
        state=FeedbackState(comment.state),
        received_at=comment.received_at,
        published_at=comment.published_at,
        ruled_at=None,
        guideline=None,
        note="",
        imported=False,
        moved=_was_moved(comment.id),
    )
    ruling, guideline, version = _standing(comment)
    return where if ruling is None else _with_ruling(where, ruling, card(guideline, version) if guideline else None)


def _with_ruling(where: Outcome, ruling: Ruling, guideline: GuidelineCard | None) -> Outcome:
    return replace(
        where,
        ruled_at=ruling.ruled_at,
        guideline=guideline,
        note=ruling.note,
        imported=ruling.imported,
        ruling_id=ruling.id,
        kind=RulingKind(ruling.kind),
        passage=ruling.passage,
        remedy=ruling.remedy,
        waits_for=ruling.waits_for,
    )


def _was_moved(comment_id: int) -> bool:
    undo = aliased(Ruling)
    moves = (
        select(Ruling.id)
        .outerjoin(undo, undo.undoes_id == Ruling.id)
        .where(Ruling.comment_id == comment_id, Ruling.kind == RulingKind.MOVE, undo.id.is_(None))
    )
    return db.session.scalar(moves.limit(1)) is not None


def _standing(comment: Comment) -> tuple[Ruling | None, Guideline | None, GuidelineVersion | None]:
    """The newest ruling that brought the comment where it is and was not undone, and what it cites."""
    undo = aliased(Ruling)
    row = db.session.execute(
        select(Ruling, Guideline, GuidelineVersion)
        .outerjoin(Guideline, Guideline.id == Ruling.guideline_id)
        .outerjoin(GuidelineVersion, cited())
        .outerjoin(undo, undo.undoes_id == Ruling.id)
        .where(Ruling.comment_id == comment.id, Ruling.kind.not_in({RulingKind.UNDO, RulingKind.MOVE}))
        .where(Ruling.to_state == comment.state, undo.id.is_(None))
        .order_by(Ruling.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1], row[2]) if row else (None, None, None)

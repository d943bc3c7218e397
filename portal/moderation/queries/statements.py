"""Statements of reasons: what anybody may know of a ruling, for programs. Never a text, never a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.moderation.models import CITING, Appeal, AppealState, Guideline, Ruling, RulingKind
from portal.moderation.queries.appeals import appeal_until

MOST_STATEMENTS = 100
_Undo = aliased(Ruling)


@dataclass(frozen=True)
class Statement:
    """One ruling in the open. `comment_id` is there only for a comment that was public at some time.

    `appeal_until` is there for a ruling that its author may appeal, `undone_by` where it was taken back.
    """

    id: int
    kind: RulingKind
    ruled_at: datetime
    from_state: FeedbackState
    to_state: FeedbackState
    imported: bool
    guideline_code: str | None
    guideline_version: int | None
    record_seq: int
    comment_id: int | None
    appeal_until: datetime | None
    appeal_state: AppealState | None
    undoes: int | None
    undone_by: int | None


def statement(ruling_id: int) -> Statement | None:
    """The statement of one ruling."""
    row = db.session.execute(_wanted().where(Ruling.id == ruling_id)).first()
    return _statement(*row) if row else None


def statements(before: int | None = None) -> Sequence[Statement]:
    """The newest rulings made here, or those below number `before`, newest first."""
    wanted = _wanted().where(Ruling.imported.is_(False)).order_by(Ruling.id.desc()).limit(MOST_STATEMENTS)
    if before is not None:
        wanted = wanted.where(Ruling.id < before)
    return [_statement(*row) for row in db.session.execute(wanted)]


def _wanted() -> Select[*tuple[Any, ...]]:
    return (
        select(Ruling, Guideline.code, Comment.published_at, Appeal.state, _Undo.id)
        .join(Comment, Comment.id == Ruling.comment_id)
        .outerjoin(Guideline, Guideline.id == Ruling.guideline_id)
        .outerjoin(Appeal, Appeal.ruling_id == Ruling.id)
        .outerjoin(_Undo, _Undo.undoes_id == Ruling.id)
    )


def _statement(
    ruling: Ruling, code: str | None, public_at: datetime | None, appealed: str | None, undo_id: int | None
) -> Statement:
    kind = RulingKind(ruling.kind)
    return Statement(
        id=ruling.id,
        kind=kind,
        ruled_at=ruling.ruled_at,
        from_state=FeedbackState(ruling.from_state),
        to_state=FeedbackState(ruling.to_state),
        imported=ruling.imported,
        guideline_code=code,
        guideline_version=ruling.guideline_version,
        record_seq=ruling.record_seq,
        comment_id=ruling.comment_id if public_at is not None else None,
        appeal_until=appeal_until(ruling.ruled_at) if kind in CITING and not ruling.imported else None,
        appeal_state=AppealState(appealed) if appealed else None,
        undoes=ruling.undoes_id,
        undone_by=undo_id,
    )

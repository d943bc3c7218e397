"""What happened to a comment, for the mail to its author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.comments.models import FeedbackState
from portal.core.db import db
from portal.moderation.models import Ruling, RulingKind


@dataclass(frozen=True)
class RulingNews:
    """One ruling. `undoes` is the one that it took back; `undone` says that it was taken back itself."""

    id: int
    kind: RulingKind
    to_state: FeedbackState
    ruled_at: datetime
    undoes: int | None
    undone: bool


def ruling_news(ruling_id: int) -> RulingNews | None:
    """The ruling with this number."""
    undo = aliased(Ruling)
    row = db.session.execute(
        select(Ruling, undo.id).outerjoin(undo, undo.undoes_id == Ruling.id).where(Ruling.id == ruling_id)
    ).first()
    if row is None:
        return None
    ruling: Ruling = row[0]
    state = FeedbackState(ruling.to_state)
    return RulingNews(ruling.id, RulingKind(ruling.kind), state, ruling.ruled_at, ruling.undoes_id, row[1] is not None)

"""What anyone may count: outcomes and guidelines, never texts or persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.comments.models import FeedbackState
from portal.core.db import db
from portal.feedback.queries import counts_by_state
from portal.moderation.models import ImportedComment, Ruling, RulingKind
from portal.moderation.queries.queue import oldest_waiting


@dataclass(frozen=True)
class Figures:
    """Numbers of comments. `declined_by` maps a guideline's id to how many rulings that stand cite it;
    `declined_elsewhere` counts imported ones, which cite none."""

    waiting: int
    oldest_waiting: datetime | None
    set_aside: int
    published: int
    declined: int
    hidden: int
    imported: int
    declined_by: dict[int, int]
    declined_elsewhere: int


def figures() -> Figures:
    """The public numbers of moderation."""
    states = counts_by_state()
    cited = _declined_by_guideline()
    return Figures(
        waiting=states.get(FeedbackState.PENDING, 0),
        oldest_waiting=oldest_waiting(),
        set_aside=states.get(FeedbackState.SET_ASIDE, 0),
        published=states.get(FeedbackState.PUBLISHED, 0),
        declined=states.get(FeedbackState.DECLINED, 0),
        hidden=states.get(FeedbackState.HIDDEN, 0),
        imported=db.session.scalar(select(func.count()).select_from(ImportedComment)) or 0,
        declined_by={guideline_id: count for guideline_id, count in cited.items() if guideline_id is not None},
        declined_elsewhere=cited.get(None, 0),
    )


def _declined_by_guideline() -> dict[int | None, int]:
    undo = aliased(Ruling)
    rows = db.session.execute(
        select(Ruling.guideline_id, func.count())
        .outerjoin(undo, undo.undoes_id == Ruling.id)
        .where(Ruling.kind == RulingKind.DECLINE, undo.id.is_(None))
        .group_by(Ruling.guideline_id)
    )
    return dict(rows.all())

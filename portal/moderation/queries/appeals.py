"""Appeals as their authors see them: what can be appealed, until when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.core.formats import local, working_days_after
from portal.moderation.models import Appeal, AppealState, Ruling, RulingKind

# Which ruling an author may appeal while the comment is in a state; of a published one, that passages were taken out.
APPEALABLE = {
    FeedbackState.DECLINED: RulingKind.DECLINE,
    FeedbackState.HIDDEN: RulingKind.HIDE,
    FeedbackState.PUBLISHED: RulingKind.REDACT,
}
_Undo = aliased(Ruling)


@dataclass(frozen=True)
class Appealable:
    """A ruling that its author may still appeal; `until` is the last day."""

    ruling_id: int
    kind: RulingKind
    ruled_at: datetime
    until: date


@dataclass(frozen=True)
class OwnAppeal:
    """An appeal as its author sees it. `moot` where the ruling was taken back before anybody answered."""

    state: AppealState
    words: str
    made_at: datetime
    answer_by: date
    answer: str
    answered_at: datetime | None
    moot: bool


def appeal_until(ruled_at: datetime) -> datetime:
    """Until when a ruling of that moment may be appealed."""
    return ruled_at + timedelta(days=current_app.config["SETTINGS"].appeal_within_days)


def appeal_days() -> int:
    """Within how many working days an appeal is answered."""
    days: int = current_app.config["SETTINGS"].appeal_days
    return days


def may_appeal(comment_id: int) -> Appealable | None:
    """The ruling on a comment that its author may appeal now; None where there is none, or it was appealed before."""
    ruling = appealable_ruling(comment_id)
    if ruling is None or _stands_in_the_way(appeal_row(comment_id)):
        return None
    until = local(appeal_until(ruling.ruled_at)).date()
    return Appealable(ruling.id, RulingKind(ruling.kind), ruling.ruled_at, until)


def appealable_ruling(comment_id: int) -> Ruling | None:
    """The newest ruling that stands against a comment, as long as it is not too old."""
    comment = db.session.get(Comment, comment_id)
    kind = APPEALABLE.get(FeedbackState(comment.state)) if comment else None
    if comment is None or kind is None or (kind is RulingKind.REDACT and not comment.redacted):
        return None
    ruling = db.session.scalar(
        select(Ruling)
        .outerjoin(_Undo, _Undo.undoes_id == Ruling.id)
        .where(Ruling.comment_id == comment_id, Ruling.kind == kind, _Undo.id.is_(None), Ruling.imported.is_(False))
        .order_by(Ruling.id.desc())
        .limit(1)
    )
    return ruling if ruling is not None and now() < appeal_until(ruling.ruled_at) else None


def appeal_row(comment_id: int) -> Appeal | None:
    """The appeal itself that was made about a comment."""
    return db.session.scalar(select(Appeal).where(Appeal.comment_id == comment_id))


def _stands_in_the_way(appeal: Appeal | None) -> bool:
    """Whether the one appeal is used up: it was answered, or what it is about still stands."""
    return appeal is not None and not is_moot(appeal)


def is_moot(appeal: Appeal) -> bool:
    """Whether a waiting appeal has nothing left to answer, since its ruling was taken back."""
    waits = select(Appeal.id).join(Comment, Comment.id == Appeal.comment_id).where(Appeal.id == appeal.id)
    return appeal.state == AppealState.WAITING and db.session.scalar(standing(waits)) is None


def standing(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """`wanted`, a choice of appeals joined to their comments, without those whose ruling no longer stands."""
    return (
        wanted.join(Ruling, Ruling.id == Appeal.ruling_id)
        .outerjoin(_Undo, _Undo.undoes_id == Ruling.id)
        .where(_Undo.id.is_(None), Comment.state == Ruling.to_state)
    )


def appealed() -> Select[int]:
    """The ids of the comments whose appeal waits for an answer."""
    waits = select(Appeal.comment_id).select_from(Appeal).join(Comment, Comment.id == Appeal.comment_id)
    return standing(waits).where(Appeal.state == AppealState.WAITING).correlate(None)


def appeal_of(comment_id: int) -> OwnAppeal | None:
    """The appeal that the author of a comment made, for the receipt."""
    row = appeal_row(comment_id)
    if row is None:
        return None
    return OwnAppeal(
        state=AppealState(row.state),
        words=row.words,
        made_at=row.made_at,
        answer_by=working_days_after(row.made_at, appeal_days()),
        answer=row.answer,
        answered_at=row.answered_at,
        moot=is_moot(row),
    )

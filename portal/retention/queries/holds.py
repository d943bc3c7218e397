"""What the law holds: by a hold that somebody set, or since a text tells of a danger that is not settled yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.moderation.models import Danger, Escalation
from portal.retention.models import LegalHold


@dataclass(frozen=True)
class HoldLine:
    """One hold as the desk lists it; nothing of the text, which clerks and admins do not read."""

    id: int
    comment_id: int
    state: FeedbackState
    reason: str
    set_by: str
    set_at: datetime
    ended_by: str
    ended_at: datetime | None

    @property
    def comment_key(self) -> str:
        """The comment as addresses spell it."""
        return key_text(self.comment_id)


@dataclass(frozen=True)
class DangerLine:
    """One comment that is held since it was escalated."""

    comment_id: int
    danger: Danger
    since: datetime

    @property
    def comment_key(self) -> str:
        """The comment as addresses spell it."""
        return key_text(self.comment_id)


def is_held() -> ColumnElement[bool]:
    """Comments that must not be destroyed now."""
    by_law = select(LegalHold.id).where(LegalHold.comment_id == Comment.id, LegalHold.ended_at.is_(None))
    danger = select(Escalation.id).where(Escalation.comment_id == Comment.id, Escalation.closed_at.is_(None))
    return or_(by_law.correlate(Comment).exists(), danger.correlate(Comment).exists())


def held(ids: Collection[int]) -> set[int]:
    """Those of these comments that must not be destroyed now."""
    return set(db.session.scalars(select(Comment.id).where(Comment.id.in_(ids), is_held())))


def held_after(ids: Collection[int], moment: datetime) -> set[int]:
    """Those of these comments on which a hold was set after `moment` that still stands."""
    chosen = select(LegalHold.comment_id).where(
        LegalHold.comment_id.in_(ids), LegalHold.ended_at.is_(None), LegalHold.set_at > moment
    )
    return set(db.session.scalars(chosen))


def once_held() -> list[int]:
    """Comments that were held, are not held now, and were taken back meanwhile."""
    named = select(LegalHold.comment_id).union(select(Escalation.comment_id))
    chosen = select(Comment.id).where(Comment.id.in_(named), Comment.state == FeedbackState.WITHDRAWN, ~is_held())
    return list(db.session.scalars(chosen.order_by(Comment.id)))


def hold_lines() -> Sequence[HoldLine]:
    """Every hold, those that stand first, then the newest."""
    setter, ender = aliased(Person), aliased(Person)
    rows = db.session.execute(
        select(LegalHold, Comment.state, setter.name, ender.name)
        .join(Comment, Comment.id == LegalHold.comment_id)
        .join(setter, setter.id == LegalHold.set_by)
        .outerjoin(ender, ender.id == LegalHold.ended_by)
        .order_by(LegalHold.ended_at.is_not(None), LegalHold.id.desc())
        .limit(500)
    )
    return [
        HoldLine(hold.id, hold.comment_id, FeedbackState(state), hold.reason, by, hold.set_at, end or "", hold.ended_at)
        for hold, state, by, end in rows
    ]


def danger_lines() -> Sequence[DangerLine]:
    """Every comment that is held by an open escalation, the oldest first."""
    rows = db.session.scalars(select(Escalation).where(Escalation.closed_at.is_(None)).order_by(Escalation.id))
    return [DangerLine(row.comment_id, Danger(row.danger), row.escalated_at) for row in rows]


def hold_to_end(hold_id: int) -> LegalHold | None:
    """The hold itself, locked, for the use case that ends it."""
    return db.session.get(LegalHold, hold_id, with_for_update=True)

"""What is kept longer than it may be; what the law holds never is.

Times count from receipt at this site, and from the ruling that was made or taken over here.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from portal.accounts.models import SignIn
from portal.comments.models import GONE, Comment, CommentContact, FeedbackState
from portal.comments.queries import target_from, with_targets
from portal.core.clock import now
from portal.core.db import db
from portal.moderation.models import Appeal, AppealState, Escalation, Ruling, SealedOriginal
from portal.retention.queries.holds import is_held

_OPEN = (FeedbackState.PENDING, FeedbackState.SET_ASIDE)


def _appealing(before: datetime) -> Select[int]:
    """Comments whose appeal waits, or was answered after `before`: their authors and the desk still need the text."""
    waits = Appeal.state == AppealState.WAITING
    return select(Appeal.comment_id).where(waits | (Appeal.answered_at > before))


def due_declined(before: datetime) -> list[int]:
    """Comments that were not published, the last ruling on them before then."""
    chosen = (
        select(Comment.id)
        .join(Ruling, Ruling.comment_id == Comment.id)
        .where(Comment.state == FeedbackState.DECLINED, ~is_held(), Comment.id.not_in(_appealing(before)))
        .group_by(Comment.id)
        .having(func.max(Ruling.ruled_at) <= before)
        .order_by(Comment.id)
    )
    return list(db.session.scalars(chosen))


def due_originals(before: datetime) -> list[int]:
    """Comments of which passages were sealed before then."""
    chosen = (
        select(SealedOriginal.comment_id)
        .join(Comment, Comment.id == SealedOriginal.comment_id)
        .where(SealedOriginal.sealed_at <= before, ~is_held(), Comment.id.not_in(_appealing(before)))
    )
    return list(db.session.scalars(chosen.order_by(Comment.id)))


def sealed_in(comment_id: int) -> int | None:
    """The entry of the record from which on a comment is what it is without the sealed passages."""
    chosen = select(Ruling.record_seq).join(SealedOriginal, SealedOriginal.ruling_id == Ruling.id)
    return db.session.scalar(chosen.where(SealedOriginal.comment_id == comment_id))


def wipe_original(comment_id: int) -> None:
    """Destroy what a redaction took out, and the passage that the ruling quoted."""
    db.session.execute(delete(SealedOriginal).where(SealedOriginal.comment_id == comment_id))
    db.session.execute(update(Ruling).where(Ruling.comment_id == comment_id).values(passage=""))


def due_unconfirmed(before: datetime) -> list[int]:
    """Comments whose address for news nobody confirmed, asked before then."""
    chosen = (
        select(CommentContact.comment_id)
        .join(Comment, Comment.id == CommentContact.comment_id)
        .where(CommentContact.confirmed_at.is_(None), CommentContact.asked_at <= before, ~is_held())
    )
    return list(db.session.scalars(chosen.order_by(Comment.id)))


def due_contacts(kept: timedelta) -> list[int]:
    """Comments whose address for news was kept so long after comments closed and the comment was ruled on."""
    last = select(func.max(Ruling.ruled_at)).where(Ruling.comment_id == Comment.id).scalar_subquery()
    wanted = (
        select(Comment.id, Comment.state, Comment.received_at, last)
        .join(CommentContact, CommentContact.comment_id == Comment.id)
        .where(CommentContact.confirmed_at.is_not(None), Comment.state.not_in(_OPEN), ~is_held())
    )
    due = []
    for row in db.session.execute(with_targets(wanted).order_by(Comment.id)):
        ruled_at = row[2] if row[1] in GONE else row[3]
        closes_at = target_from(*row[4:]).closes_at
        moments = [moment for moment in (ruled_at, closes_at) if moment is not None]
        if moments and max(moments) + kept <= now():
            due.append(row[0])
    return due


def wipe_contacts(ids: Collection[int]) -> None:
    """Delete these comments' addresses for news."""
    db.session.execute(delete(CommentContact).where(CommentContact.comment_id.in_(ids)))


def due_evidence(before: datetime) -> list[int]:
    """Escalations that were settled before then and still hold the text as it stood."""
    chosen = (
        select(Escalation.id)
        .join(Comment, Comment.id == Escalation.comment_id)
        .where(Escalation.closed_at <= before, Escalation.evidence != "", ~is_held())
    )
    return list(db.session.scalars(chosen.order_by(Escalation.id)))


def wipe_evidence(ids: Collection[int]) -> None:
    """Wipe what these escalations kept."""
    wiped = {"evidence": "", "note": "", "told": ""}
    db.session.execute(update(Escalation).where(Escalation.id.in_(ids)).values(wiped))


def _ended(before: datetime) -> Any:
    return func.coalesce(SignIn.ended_at, SignIn.last_seen_at) <= before


def old_sign_ins(before: datetime) -> int:
    """How many sign-ins ended, or were last used, before then."""
    return db.session.scalar(select(func.count()).select_from(SignIn).where(_ended(before))) or 0


def drop_sign_ins(before: datetime) -> None:
    """Forget them."""
    db.session.execute(delete(SignIn).where(_ended(before)))

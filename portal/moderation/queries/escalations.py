"""Dangers to somebody: what waits to be told outside, the plan for it, and the words of help for an author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.db import db
from portal.core.languages import page_language
from portal.core.paging import Page
from portal.core.permissions import Actor, Role
from portal.core.translated import Text, Translated
from portal.moderation.defaults import default_plan
from portal.moderation.models import Danger, Escalation, EscalationPlan, SealedOriginal
from portal.moderation.queries.reports import EXCERPT, PAGE_SIZE, after_number

_Closer = aliased(Person)


@dataclass(frozen=True)
class EscalationLine:
    """One escalation that nobody closed yet. `escalated_by` is a name of the desk."""

    id: int
    comment_id: int
    danger: Danger
    escalated_at: datetime
    escalated_by: str
    excerpt: Text
    target: Target


@dataclass(frozen=True)
class EscalationItem:
    """One escalation: the evidence, and who was told so far. All names are of the desk."""

    id: int
    comment_id: int
    danger: Danger
    evidence: Text
    note: str
    escalated_at: datetime
    escalated_by: str
    told: Sequence[str]
    closed_at: datetime | None
    closed_by: str
    state: FeedbackState
    target: Target


@dataclass(frozen=True)
class PlanEntry:
    """Whom to tell of one danger, and what the author reads. `shipped` while nobody here wrote either."""

    danger: Danger
    tell: str
    help: Translated
    shipped: bool


def plan() -> list[PlanEntry]:
    """The plan for every danger; the shipped words stand in where the town has not written its own."""
    rows = {row.danger: row for row in db.session.scalars(select(EscalationPlan))}
    return [_entry(danger, rows.get(danger)) for danger in Danger]


def plan_for(danger: Danger) -> PlanEntry:
    """The plan for one danger."""
    return _entry(danger, db.session.get(EscalationPlan, danger))


def _entry(danger: Danger, row: EscalationPlan | None) -> PlanEntry:
    shipped = default_plan()[danger]
    return PlanEntry(
        danger=danger,
        tell=row.tell if row and row.tell else shipped.tell.best(page_language()).text,
        help=row.help if row and row.help else shipped.help,
        shipped=row is None,
    )


def plan_row(danger: Danger) -> EscalationPlan | None:
    """The town's own plan for a danger, for whoever changes it."""
    return db.session.get(EscalationPlan, danger)


def help_for(comment_id: int) -> Translated | None:
    """The words of help for the author of a comment that was escalated; None for all others."""
    danger = db.session.scalar(
        select(Escalation.danger).where(Escalation.comment_id == comment_id).order_by(Escalation.id.desc()).limit(1)
    )
    return plan_for(Danger(danger)).help if danger else None


def open_escalations(actor: Actor, after: str | None = None) -> Page[EscalationLine]:
    """A page of the escalations that nobody closed yet, oldest first; for moderators alone."""
    if not actor.has(Role.MODERATOR):
        return Page([], 0)
    below = after_number(after)
    wanted = with_targets(
        select(Escalation, Person.name, Comment)
        .join(Comment, Comment.id == Escalation.comment_id)
        .join(Person, Person.id == Escalation.escalated_by)
    ).where(Escalation.closed_at.is_(None))
    if below is not None:
        wanted = wanted.where(Escalation.id > below)
    rows = db.session.execute(wanted.order_by(Escalation.id).limit(PAGE_SIZE + 1)).all()
    lines = [_line(*row) for row in rows[:PAGE_SIZE]]
    more = str(lines[-1].id) if len(rows) > PAGE_SIZE else None
    return Page(lines, open_escalations_count(), more, first_page=below is None)


def _line(row: Escalation, name: str, comment: Comment, *target: Any) -> EscalationLine:
    return EscalationLine(
        id=row.id,
        comment_id=row.comment_id,
        danger=Danger(row.danger),
        escalated_at=row.escalated_at,
        escalated_by=name,
        excerpt=Text(row.evidence, comment.lang).beginning(EXCERPT),
        target=target_from(*target),
    )


def open_escalations_count() -> int:
    """How many escalations nobody closed yet: a number only."""
    return db.session.scalar(select(func.count()).select_from(Escalation).where(Escalation.closed_at.is_(None))) or 0


def escalated_count() -> int:
    """How many comments have an escalation that nobody closed yet: a number only."""
    counting = select(func.count(Escalation.comment_id.distinct())).join(Comment, Comment.id == Escalation.comment_id)
    there = (Escalation.closed_at.is_(None), Comment.state != FeedbackState.ERASED)
    return db.session.scalar(counting.where(*there)) or 0


def escalation_item(escalation_id: int) -> EscalationItem | None:
    """One escalation, open or closed."""
    wanted = with_targets(
        select(Escalation, Person.name, _Closer.name, Comment)
        .join(Comment, Comment.id == Escalation.comment_id)
        .join(Person, Person.id == Escalation.escalated_by)
        .outerjoin(_Closer, _Closer.id == Escalation.closed_by)
        .where(Escalation.id == escalation_id)
    )
    row = db.session.execute(wanted).first()
    return _item(*row) if row else None


def _item(row: Escalation, name: str, closer: str | None, comment: Comment, *target: Any) -> EscalationItem:
    return EscalationItem(
        id=row.id,
        comment_id=row.comment_id,
        danger=Danger(row.danger),
        evidence=Text(row.evidence, comment.lang),
        note=row.note,
        escalated_at=row.escalated_at,
        escalated_by=name,
        told=row.told.splitlines(),
        closed_at=row.closed_at,
        closed_by=closer or "",
        state=FeedbackState(comment.state),
        target=target_from(*target),
    )


def escalation_to_change(escalation_id: int) -> Escalation | None:
    """The escalation itself, locked, for whoever notes who was told."""
    return db.session.get(Escalation, escalation_id, with_for_update=True, populate_existing=True)


def open_escalation(comment_id: int, danger: Danger) -> int | None:
    """The escalation of a comment for this danger that is still open."""
    return db.session.scalar(
        select(Escalation.id).where(
            Escalation.comment_id == comment_id, Escalation.danger == danger, Escalation.closed_at.is_(None)
        )
    )


def whole_text(comment: Comment) -> str:
    """What a comment said before passages of it were taken out, as long as that is kept."""
    return db.session.scalar(select(SealedOriginal.body).where(SealedOriginal.comment_id == comment.id)) or comment.body

"""What happened to a comment, step by step, as its author may know it: no names of moderators, no inner notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem
from portal.moderation.models import Appeal, AppealState, Guideline, GuidelineVersion, Ruling, RulingKind
from portal.projects.models import Project
from portal.record.models import RecordEntry
from portal.surveys.models import Survey, SurveyQuestion

_BY_AUTHOR = ("feedback.changed", "feedback.erased", "feedback.held", "feedback.masked", "feedback.withdrawn")


class StepKind(StrEnum):
    """What can happen beside rulings, whose steps are named by `RulingKind`."""

    RECEIVED = "received"
    CHANGED = "changed"
    MASKED = "masked"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    HELD = "held"
    APPEALED = "appealed"
    APPEAL_GRANTED = "appeal_granted"
    APPEAL_REFUSED = "appeal_refused"


@dataclass(frozen=True)
class CitedGuideline:
    """A guideline in the words that stood when it was cited."""

    code: str
    version: int
    title: Translated
    text: Translated
    advice: Translated


@dataclass(frozen=True)
class Step:
    """One step with its time. `order` is its place in the public record, where it has one.

    `undone` tells of a ruling that was taken back later: then nothing of what it said is told any more.
    """

    kind: RulingKind | StepKind
    at: datetime
    order: int = 0
    to_state: FeedbackState | None = None
    guideline: CitedGuideline | None = None
    passage: str = ""
    remedy: str = ""
    note: str = ""
    waits_for: str = ""
    words: str = ""
    moved_from: Translated | None = None
    undone: bool = False
    imported: bool = False


def steps_of(comment: Comment) -> list[Step]:
    """Every step of a comment, in order."""
    received = Step(StepKind.RECEIVED, comment.received_at)
    changed = [Step(StepKind.CHANGED, comment.edited_at)] if comment.edited_at else []
    later = [*_rulings(comment.id), *_appeal(comment.id), *_deeds(comment.id)]
    if any(step.kind is StepKind.CHANGED for step in later):
        changed = []
    return [received, *sorted([*changed, *later], key=lambda step: (step.at.replace(microsecond=0), step.order))]


def _rulings(comment_id: int) -> list[Step]:
    undo = aliased(Ruling)
    rows = db.session.execute(
        select(Ruling, Guideline, GuidelineVersion, undo.id)
        .outerjoin(Guideline, Guideline.id == Ruling.guideline_id)
        .outerjoin(
            GuidelineVersion,
            (GuidelineVersion.guideline_id == Ruling.guideline_id)
            & (GuidelineVersion.number == Ruling.guideline_version),
        )
        .outerjoin(undo, undo.undoes_id == Ruling.id)
        .where(Ruling.comment_id == comment_id)
        .order_by(Ruling.id)
    ).all()
    return [_ruling(*row) for row in rows]


def _ruling(ruling: Ruling, guideline: Guideline | None, version: GuidelineVersion | None, undo: int | None) -> Step:
    step = Step(
        RulingKind(ruling.kind),
        ruling.ruled_at,
        ruling.record_seq,
        FeedbackState(ruling.to_state),
        undone=undo is not None,
        imported=ruling.imported,
    )
    if step.undone:
        return step
    return replace(
        step,
        guideline=_cited(guideline, version) if guideline else None,
        passage=ruling.passage,
        remedy=ruling.remedy,
        note=ruling.note,
        waits_for=ruling.waits_for,
        moved_from=_title_of(ruling.moved_from) if ruling.moved_from else None,
    )


def _cited(guideline: Guideline, version: GuidelineVersion | None) -> CitedGuideline:
    words = version or guideline
    number = version.number if version else guideline.version
    return CitedGuideline(guideline.code, number, words.title, words.text, words.advice)


def _title_of(pointer: dict[str, int | None]) -> Translated | None:
    """The title of what a comment was about before it was moved."""
    if key := pointer.get("survey_question_id"):
        asked = select(Survey.title).join(SurveyQuestion, SurveyQuestion.survey_id == Survey.id)
        return db.session.scalar(asked.where(SurveyQuestion.id == key))
    for name, table in (("agenda_item_id", AgendaItem), ("project_id", Project)):
        if key := pointer.get(name):
            return db.session.scalar(select(table.title).where(table.id == key))
    return None


def _appeal(comment_id: int) -> list[Step]:
    appeal = db.session.scalar(select(Appeal).where(Appeal.comment_id == comment_id))
    if appeal is None:
        return []
    made = Step(StepKind.APPEALED, appeal.made_at, appeal.record_seq, words=appeal.words)
    if appeal.answered_at is None:
        return [made]
    granted = appeal.state == AppealState.GRANTED
    kind = StepKind.APPEAL_GRANTED if granted else StepKind.APPEAL_REFUSED
    return [made, Step(kind, appeal.answered_at, appeal.record_seq, words=appeal.answer)]


def _deeds(comment_id: int) -> list[Step]:
    """What its author did to it, or the law, as the public record dates it."""
    rows = db.session.scalars(
        select(RecordEntry)
        .where(RecordEntry.subject == f"comment:{key_text(comment_id)}", RecordEntry.action.in_(_BY_AUTHOR))
        .order_by(RecordEntry.seq)
    )
    return [Step(StepKind(row.action.partition(".")[2]), datetime.fromisoformat(row.at), row.seq) for row in rows]

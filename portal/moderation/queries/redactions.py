"""What was taken out of published comments, as pages tell it; and what lies sealed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import MASK, CommentCard
from portal.core.db import db
from portal.core.translated import Text, Translated
from portal.moderation.models import Guideline, GuidelineVersion, Ruling, RulingKind, SealedOriginal, SealOpening
from portal.moderation.queries.rulings import cited


@dataclass(frozen=True)
class RedactionCard:
    """That a moderator took passages out (or its photo and nothing else, `photo_alone`), and the guideline, in the
    version cited, for which."""

    guideline: Translated
    guideline_code: str
    guideline_version: int
    ruled_at: datetime
    photo_alone: bool = False


def redactions(ids: Collection[int]) -> dict[int, RedactionCard]:
    """The newest redaction of each of these comments, as far as they are published, in one statement."""
    undo = aliased(Ruling)
    rows = db.session.execute(
        select(Ruling.comment_id, GuidelineVersion.title, Guideline.code, GuidelineVersion.number, Ruling.ruled_at)
        .add_columns(Comment.body.not_like(f"%{MASK}%"))
        .join(Comment, Comment.id == Ruling.comment_id)
        .join(Guideline, Guideline.id == Ruling.guideline_id)
        .join(GuidelineVersion, cited())
        .outerjoin(undo, undo.undoes_id == Ruling.id)
        .where(Ruling.comment_id.in_(ids), Ruling.kind == RulingKind.REDACT, undo.id.is_(None))
        .where(Comment.state == FeedbackState.PUBLISHED, Comment.redacted)
        .order_by(Ruling.id)
    )
    return {row[0]: RedactionCard(row[1], row[2], row[3], row[4], row[5]) for row in rows}


def redactions_on(cards: Sequence[CommentCard]) -> dict[int, RedactionCard]:
    """The same for the comments of a page and their replies. Where none was redacted the database is not asked."""
    redacted = [one.id for card in cards for one in (card, *card.replies) if one.redacted]
    return redactions(redacted) if redacted else {}


@dataclass(frozen=True)
class Opening:
    """That a colleague opened a sealed original, and why."""

    name: str
    reason: str
    opened_at: datetime


@dataclass(frozen=True)
class SealCard:
    """What is known of a sealed original without opening it: the text that stands now, and who opened it."""

    comment_id: int
    public_text: Text
    sealed_at: datetime
    openings: tuple[Opening, ...]


def seal_card(comment_id: int) -> SealCard | None:
    """The seal of a comment; None where nothing is sealed."""
    row = db.session.execute(
        select(Comment, SealedOriginal.sealed_at)
        .join(SealedOriginal, SealedOriginal.comment_id == Comment.id)
        .where(Comment.id == comment_id)
    ).first()
    if row is None:
        return None
    openings = db.session.execute(
        select(Person.name, SealOpening.reason, SealOpening.opened_at)
        .join(Person, Person.id == SealOpening.person_id)
        .where(SealOpening.comment_id == comment_id)
        .order_by(SealOpening.id.desc())
    )
    text = Text(row[0].body, row[0].lang)
    return SealCard(comment_id, text, row[1], tuple(Opening(*opening) for opening in openings))


def sealed_text(comment_id: int) -> str | None:
    """What lies under the seal: for a page that answers an opening, never for others."""
    return db.session.scalar(select(SealedOriginal.body).where(SealedOriginal.comment_id == comment_id))

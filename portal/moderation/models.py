"""Guidelines, rulings, and where imported feedback came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.comments.models import FeedbackState
from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.models import RowNumber
from portal.core.translated import Translated

LONGEST_NOTE = 1000


class RulingKind(StrEnum):
    """What a ruling does to feedback."""

    PUBLISH = "publish"
    DECLINE = "decline"
    UNDO = "undo"


class Guideline(Base):
    """A written, public, viewpoint-neutral norm that a ruling cites."""

    __tablename__ = "guideline"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    text: Mapped[Translated] = mapped_column(TranslatedText)
    advice: Mapped[Translated] = mapped_column(TranslatedText)


class Ruling(Base):
    """One decision of a moderator about one comment; never changed, an undo is a ruling of its own.

    An imported ruling was made elsewhere: it has neither moderator nor guideline, since none was handed over.
    """

    __tablename__ = "ruling"
    __table_args__ = (
        CheckConstraint("kind != 'decline' OR imported OR guideline_id IS NOT NULL", name="decline_cites_guideline"),
        CheckConstraint("imported OR moderator_id IS NOT NULL", name="has_moderator"),
        Index("ix_ruling_comment_ruled", "comment_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    kind: Mapped[RulingKind] = mapped_column(String(20))
    from_state: Mapped[FeedbackState] = mapped_column(String(20))
    to_state: Mapped[FeedbackState] = mapped_column(String(20))
    guideline_id: Mapped[int | None] = mapped_column(ForeignKey("guideline.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    imported: Mapped[bool] = mapped_column(default=False)
    ruled_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("ruling.id"), unique=True)
    record_seq: Mapped[int]


class ImportedComment(Base):
    """Which record of which conversation a comment came from; the pair is the key of later imports."""

    __tablename__ = "imported_comment"
    __table_args__ = (UniqueConstraint("conversation", "external_id"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True, autoincrement=False)
    conversation: Mapped[str] = mapped_column(String(120))
    external_id: Mapped[str] = mapped_column(String(60))
    agrees: Mapped[int | None]
    disagrees: Mapped[int | None]
    seed: Mapped[bool] = mapped_column(default=False)

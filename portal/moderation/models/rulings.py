"""Rulings, the passages they seal, and where imported feedback came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.comments.models import FeedbackState
from portal.core.clock import now
from portal.core.db import Base, UTCDateTime
from portal.core.models import RowNumber

LONGEST_NOTE = 1000
LONGEST_PASSAGE = 1000
LONGEST_WAITS_FOR = 160


class RulingKind(StrEnum):
    """What a ruling does to feedback."""

    PUBLISH = "publish"
    REDACT = "redact"
    DECLINE = "decline"
    SET_ASIDE = "set_aside"
    HIDE = "hide"
    RESTORE = "restore"
    MOVE = "move"
    OVERTURN = "overturn"
    UNDO = "undo"


CITING = (RulingKind.REDACT, RulingKind.DECLINE, RulingKind.HIDE)


class Ruling(Base):
    """One thing that a moderator did to one comment; never changed, an undo is a ruling of its own.

    Those of `CITING` name the guideline, in the version that stood that day. `note` and `remedy` (what would make it
    publishable) are for the author, who reads them with the receipt; `passage` is what in the text is meant.
    `waits_for` says whom a comment that was set aside waits for; `moved_from` the target before a move, as names
    and values of the comment's foreign keys, and the stance that it had there. `family_id` is there where one
    ruling was given to a whole family. An imported ruling was made elsewhere: it has neither moderator
    nor guideline, since none was handed over.
    """

    __tablename__ = "ruling"
    __table_args__ = (
        CheckConstraint(
            "kind NOT IN ('redact', 'decline', 'hide') OR imported OR guideline_id IS NOT NULL", name="cites_guideline"
        ),
        CheckConstraint("imported OR moderator_id IS NOT NULL", name="has_moderator"),
        Index("ix_ruling_comment_ruled", "comment_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    kind: Mapped[RulingKind] = mapped_column(String(20))
    from_state: Mapped[FeedbackState] = mapped_column(String(20))
    to_state: Mapped[FeedbackState] = mapped_column(String(20))
    guideline_id: Mapped[int | None] = mapped_column(ForeignKey("guideline.id"), index=True)
    guideline_version: Mapped[int | None]
    passage: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    waits_for: Mapped[str] = mapped_column(String(LONGEST_WAITS_FOR), default="")
    moved_from: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    family_id: Mapped[int | None] = mapped_column(ForeignKey("family.id"), index=True)
    imported: Mapped[bool] = mapped_column(default=False)
    ruled_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("ruling.id"), unique=True)
    record_seq: Mapped[int]


class SealedOriginal(Base):
    """What a comment said before passages of it were taken out; kept for 30 days, then destroyed.

    `passages` has an entry for each redaction: its `ruling`, its `spans` ([first, last) character positions in `body`),
    and whether it took the `photo` out. Opening it is a deed of its own (`SealOpening`).
    """

    __tablename__ = "sealed_original"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True, autoincrement=False)
    ruling_id: Mapped[int] = mapped_column(ForeignKey("ruling.id"))
    body: Mapped[str] = mapped_column(Text)
    passages: Mapped[list[Any]] = mapped_column(JSON)
    sealed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class SealOpening(Base):
    """That somebody read a sealed original, and why."""

    __tablename__ = "seal_opening"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
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

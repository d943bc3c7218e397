"""Minutes as they are written and posted, and the register of decisions that is made from them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.errors import WrongState
from portal.core.translated import Translated


class MinutesState(StrEnum):
    """Whether a later meeting has approved the minutes."""

    DRAFT = "draft"
    APPROVED = "approved"


class Outcome(StrEnum):
    """What became of a motion."""

    PASSED = "passed"
    FAILED = "failed"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


class Minutes(Base):
    """The minutes of one meeting: `content` is what is written now; what the public reads is the newest version."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint("(state = 'approved') = (approved_in_id IS NOT NULL)", name="approved_by_a_meeting"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True, autoincrement=False)
    state: Mapped[MinutesState] = mapped_column(String(20), default=MinutesState.DRAFT)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    approved_in_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    approved_item: Mapped[int | None]
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def approve(self, meeting_id: int, item: int, words: str) -> None:
        """Let a later meeting's item approve them; `words` tell who tries it twice."""
        if self.state != MinutesState.DRAFT:
            raise WrongState(words)
        self.state = MinutesState.APPROVED
        self.approved_in_id, self.approved_item, self.approved_at = meeting_id, item, now()


class MinutesVersion(Base):
    """Minutes as they were posted, kept word for word; `reason` says why approved ones were corrected."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    state: Mapped[MinutesState] = mapped_column(String(20))
    reason: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    record_seq: Mapped[int]


class Decision(Base):
    """One motion and what became of it, as the newest posted minutes have it; made anew with each posting.

    `content` holds the whole of it (mover, seconder, tally, votes, conditions, follow-up); the other columns are
    what the register is filtered and ordered by, `words` what it is searched in: folded, in all languages.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        Index("ix_decision_decided_at", "decided_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    item_number: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(String(20))
    text: Mapped[Translated] = mapped_column(TranslatedText)
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_on: Mapped[date | None] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class DecisionProject(Base):
    """A decision is about a project."""

    __tablename__ = "decision_project"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True, index=True)

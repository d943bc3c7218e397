"""What others say to a ruling or a text: appeals of authors, reports of readers, and what is a danger to somebody."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.models import RowNumber
from portal.core.translated import Translated

LONGEST_APPEAL = 2000
LONGEST_REPORT = 1000
LONGEST_TELL = 2000
LONGEST_HELP = 3000


class AppealState(StrEnum):
    """What became of an appeal."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"


class Appeal(Base):
    """The one objection of an author to the ruling `ruling_id`; answered in words, for good, by another person."""

    __tablename__ = "appeal"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    ruling_id: Mapped[int] = mapped_column(ForeignKey("ruling.id"))
    state: Mapped[AppealState] = mapped_column(String(20), default=AppealState.WAITING, index=True)
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    record_seq: Mapped[int]

    def answer_with(self, person_id: int | None, words: str, grant: bool) -> None:
        """Answer it, for good."""
        self.state = AppealState.GRANTED if grant else AppealState.REFUSED
        self.answer, self.answered_by, self.answered_at = words, person_id, now()


class ReportReason(StrEnum):
    """Why a reader reports a published text."""

    PRIVATE = "private"
    THREAT = "threat"
    HATE = "hate"
    SPAM = "spam"
    NOT_MINE = "not_mine"
    OTHER = "other"


class Report(Base):
    """What one reader said about a published text. Reports are grouped by their comment and answered together."""

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_comment_closed", "comment_id", "closed_at"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    reason: Mapped[ReportReason] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
    nonce_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    def close(self, person_id: int | None, moment: datetime) -> None:
        """Note that somebody looked."""
        self.closed_by, self.closed_at = person_id, moment

    def open_again(self) -> None:
        """Let it wait again, since the ruling that answered it was undone."""
        self.closed_by = self.closed_at = None


class Danger(StrEnum):
    """What an escalation is about."""

    THREAT = "threat"
    SELF_HARM = "self_harm"
    CHILD = "child"


class Escalation(Base):
    """A text tells of a danger to somebody: it is set aside, kept as evidence, and others are told outside the site."""

    __tablename__ = "escalation"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    danger: Mapped[Danger] = mapped_column(String(20))
    evidence: Mapped[str] = mapped_column(Text)  # the text as it stood
    note: Mapped[str] = mapped_column(Text, default="")
    escalated_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    escalated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    told: Mapped[str] = mapped_column(Text, default="")  # who was told, and how
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def add_told(self, line: str) -> None:
        """Add a line to who was told, and how."""
        self.told = f"{self.told}\n{line}" if self.told else line

    def close(self, person_id: int | None) -> None:
        """Note that everybody who must know was told."""
        self.closed_by, self.closed_at = person_id, now()


class EscalationPlan(Base):
    """Who must be told of a danger, and how; and the words of help that the author then reads with the receipt."""

    __tablename__ = "escalation_plan"

    danger: Mapped[Danger] = mapped_column(String(20), primary_key=True)
    tell: Mapped[str] = mapped_column(Text, default="")
    help: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

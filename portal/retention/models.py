"""Legal holds, and the tombstones of what was erased."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime
from portal.core.models import RowNumber

LONGEST_HOLD_REASON = 500


class AskedBy(StrEnum):
    """Who wanted a text erased."""

    AUTHOR = "author"
    REQUEST = "request"
    RETENTION = "retention"


class RequestReason(StrEnum):
    """Why staff erase a comment for somebody; it stands in the public record, so it is none of their words."""

    LOST_CODE = "lost_code"
    OTHERS_DATA = "others_data"
    COURT = "court"


class LegalHold(Base):
    """The law forbids to destroy a comment for now: what its author would erase is hidden instead.

    One row for each hold; it ended where `ended_at` is set.
    """

    __tablename__ = "legal_hold"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def end(self, person_id: int | None) -> None:
        """The law asks for it no longer; again changes nothing."""
        if self.ended_at is None:
            self.ended_by, self.ended_at = person_id, now()


class Tombstone(Base):
    """That something was erased: kept beside the database, too, so that a restored backup is cleansed again.

    `subject` is what the public record calls it ("comment:7qk4…").
    """

    __tablename__ = "tombstone"

    subject: Mapped[str] = mapped_column(String(120), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    asked_by: Mapped[AskedBy] = mapped_column(String(20))

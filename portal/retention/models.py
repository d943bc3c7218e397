"""Legal holds, and the tombstones of what was erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime
from portal.core.models import RowNumber


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


class Tombstone(Base):
    """That something was erased: kept beside the database, too, so that a restored backup is cleansed again.

    `subject` is what the public record calls it ("comment:7qk4…").
    """

    __tablename__ = "tombstone"

    subject: Mapped[str] = mapped_column(String(120), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    asked_by: Mapped[str] = mapped_column(String(20))  # "author", "retention" or "request"

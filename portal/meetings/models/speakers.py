"""People who asked to speak at a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.models import RowNumber

LONGEST_SPEAKER_NAME = 60
LONGEST_NEEDS = 300


class Speaker(Base):
    """One registration to speak, under a name or an alias; `item_number` is empty for the public comment period."""

    __tablename__ = "speaker"
    __table_args__ = (Index("ix_speaker_meeting_id_registered_at", "meeting_id", "registered_at", "id"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_number: Mapped[int | None]
    receipt_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("receipt.id"), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_SPEAKER_NAME))
    needs: Mapped[str] = mapped_column(String(LONGEST_NEEDS), default="")
    lang: Mapped[str] = mapped_column(String(20))
    remote: Mapped[bool] = mapped_column(default=False)
    by_staff: Mapped[bool] = mapped_column(default=False)  # a clerk took it down for somebody who called
    registered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def withdraw(self) -> None:
        """Take it back; twice does no harm."""
        self.withdrawn_at = self.withdrawn_at or now()

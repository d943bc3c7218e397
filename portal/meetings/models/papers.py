"""Papers: the files that a meeting's items are about. The bytes lie in the instance folder, see core/files."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime, new_id
from portal.core.models import RowNumber
from portal.core.translated import Translated


class TextState(StrEnum):
    """Whether the words of a file are known."""

    WAITING = "waiting"
    READ = "read"
    NONE = "none"  # the file holds no text: a scanned page, a picture
    FAILED = "failed"


class Paper(Base):
    """One uploaded file of a meeting. Its id is its address, `file_key` the name under which it is stored.

    `posted_at` is when it first was part of a posted agenda: from then on everybody may read it, for good.
    """

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    lang: Mapped[str] = mapped_column(String(20))
    file_key: Mapped[str] = mapped_column(String(32), unique=True)
    filename: Mapped[str] = mapped_column(String(150))
    file_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int]  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int | None]
    text_state: Mapped[TextState] = mapped_column(String(20), default=TextState.WAITING)
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    text_cut: Mapped[bool] = mapped_column(default=False)
    posted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    def take_words(self, state: TextState, text: str, pages: int | None, *, cut: bool) -> None:
        """Note what reading the file brought, once: who reads it again changes nothing."""
        if self.text_state == TextState.WAITING:
            self.text_state, self.text, self.pages, self.text_cut = state, text, pages, cut

"""Files of a project: photos and papers that show what an update says. The bytes lie in the instance folder."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime, new_id
from portal.core.models import RowNumber
from portal.core.translated import Translated


class FileKind(StrEnum):
    """What a file is to the reader."""

    PHOTO = "photo"
    PAPER = "paper"


class ProjectFile(Base):
    """One file of a project. Its id is its address, `file_key` the name under which it is stored.

    A photo has `alt`, the words for whoever does not see it, unless it is `decorative`; `small_key` is the same photo
    for phones, where the large one is larger than they need. `posted_at` is when it first
    was part of something public: from then on everybody may read it, for good. `partner_id`: whose account sent it.
    """

    __tablename__ = "project_file"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    kind: Mapped[FileKind] = mapped_column(String(20))
    title: Mapped[Translated] = mapped_column(TranslatedText)
    alt: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    decorative: Mapped[bool] = mapped_column(default=False)
    lang: Mapped[str] = mapped_column(String(20))
    file_key: Mapped[str] = mapped_column(String(32), unique=True)
    filename: Mapped[str] = mapped_column(String(150))
    file_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int]  # bytes
    width: Mapped[int | None]
    height: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))
    small_key: Mapped[str | None] = mapped_column(String(32), unique=True)
    small_width: Mapped[int | None]
    posted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

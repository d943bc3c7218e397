"""Guidelines with their versions, and the words that moderators keep ready."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated


class Guideline(Base):
    """A written, public, viewpoint-neutral norm that a ruling cites, in the words of its newest version.

    `advice` tells an author what would make a text publishable; `practice` tells the desk how to apply the norm.
    A `retired` one is cited no more, and stays readable.
    """

    __tablename__ = "guideline"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    retired: Mapped[bool] = mapped_column(default=False)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    text: Mapped[Translated] = mapped_column(TranslatedText)
    advice: Mapped[Translated] = mapped_column(TranslatedText)
    practice: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)


class GuidelineVersion(Base):
    """The words of a guideline from one day on; never changed. `reason` says why they are other words."""

    __tablename__ = "guideline_version"

    guideline_id: Mapped[int] = mapped_column(ForeignKey("guideline.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    text: Mapped[Translated] = mapped_column(TranslatedText)
    advice: Mapped[Translated] = mapped_column(TranslatedText)
    practice: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    reason: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    stands_from: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    record_seq: Mapped[int | None]


class ReplyTemplate(Base):
    """Words to an author that a moderator starts from, by guideline (or for any) and language."""

    __tablename__ = "reply_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    guideline_id: Mapped[int | None] = mapped_column(ForeignKey("guideline.id"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[Translated] = mapped_column(TranslatedText)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

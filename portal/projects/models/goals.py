"""The vision of the programme, and the goals that projects serve."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated


class Vision(Base):
    """What the programme wants to become true, in one row: its key is always 1."""

    __tablename__ = "vision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[Translated] = mapped_column(TranslatedText)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Goal(Base):
    """One goal in plain words, with the indicator that shows whether it comes nearer.

    A goal that is `retired` takes no new projects; those that served it still say so.
    """

    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    text: Mapped[Translated] = mapped_column(TranslatedText)
    indicator: Mapped[Translated] = mapped_column(TranslatedText)
    retired: Mapped[bool] = mapped_column(default=False)
    illustrative: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

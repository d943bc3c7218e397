"""Committees and their seats."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated


class Committee(Base):
    """A body that publishes. `illustrative` marks invented ones on every page that shows them.

    `attribution` credits others' data and stands on every page that shows it. `posting_rules` is the code of the
    rule set that its agendas are posted under. `quorum` is how many voting seats must be filled and present; empty:
    more than half of those in force.
    """

    __tablename__ = "committee"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Translated] = mapped_column(TranslatedText)
    purpose: Mapped[Translated] = mapped_column(TranslatedText)
    illustrative: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    posting_rules: Mapped[str] = mapped_column(String(40), default="")
    quorum: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Seat(Base):
    """A place on a committee and who holds it from `starts_on` to `ends_on`, both included where they are known."""

    __tablename__ = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[Translated] = mapped_column(TranslatedText)
    organisation: Mapped[str] = mapped_column(String(200), default="")
    votes: Mapped[bool] = mapped_column(default=True)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)

"""Committees: their seats, the versions of their charter, and who does what in each kind of decision."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated


class Committee(Base):
    """A body that publishes. `illustrative` marks invented ones on every page that shows them.

    `attribution` credits others' data and stands on every page that shows it. `posting_rules` is the code of the
    rule set that its agendas are posted under. `quorum` is how many voting seats must be filled and present; empty:
    more than half of those in force. `contact` is how to reach it: an e-mail address, a telephone number or a page.
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
    contact: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Seat(Base):
    """A place on a committee and who holds it from `starts_on` to `ends_on`, both included where they are known.

    Without a name it is vacant. `interests` are those that its holder declared, the last time on `interests_on`: a day
    without words says that there are none, no day that nothing is declared yet.
    """

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
    responsibilities: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    contact: Mapped[str] = mapped_column(String(200), default="")
    interests: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    interests_on: Mapped[date | None] = mapped_column(Date)


class Charter(Base):
    """One version of a committee's charter, kept word for word: never changed once adopted, a change is a new one."""

    __tablename__ = "charter"
    __table_args__ = (UniqueConstraint("committee_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"))
    number: Mapped[int]
    text: Mapped[Translated] = mapped_column(TranslatedText)
    adopted_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    record_seq: Mapped[int]


class Responsibility(Base):
    """In one kind of decision (`matter`): who proposes, who decides, who is heard."""

    __tablename__ = "responsibility"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    matter: Mapped[Translated] = mapped_column(TranslatedText)
    proposes: Mapped[Translated] = mapped_column(TranslatedText)
    decides: Mapped[Translated] = mapped_column(TranslatedText)
    heard: Mapped[Translated] = mapped_column(TranslatedText)

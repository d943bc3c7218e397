"""The project sheet: its versions, and what is noted beside the newest one as time goes on.

A version is what partners sign, so it never changes. Dates that move and criteria that are scored are no new
agreement: they are notes of their own, appended and never changed either.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated
from portal.projects.models.agreed import Verdict


class SheetVersion(Base):
    """One version of a project's sheet, word for word (see sheets/contents.py), with its entry in the public record."""

    __tablename__ = "sheet_version"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    reason: Mapped[Translated] = mapped_column(TranslatedText)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    record_seq: Mapped[int]


class MilestoneMove(Base):
    """What was said of a milestone after it was planned: a new forecast, or the day it was reached.

    `milestone` is its key in the sheet. Without either day it moved to an unknown one. `reason` says why.
    """

    __tablename__ = "milestone_move"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    milestone: Mapped[str] = mapped_column(String(20))
    forecast_on: Mapped[date | None] = mapped_column(Date)
    actual_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[Translated] = mapped_column(TranslatedText)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    record_seq: Mapped[int]


class CriterionScore(Base):
    """How a frozen success criterion was found. A later score of the same one stands beside the earlier."""

    __tablename__ = "criterion_score"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    criterion: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[Verdict] = mapped_column(String(20))
    result: Mapped[Translated] = mapped_column(TranslatedText)
    measured_on: Mapped[date | None] = mapped_column(Date)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    record_seq: Mapped[int]

"""What was counted: kept tallies, and the one set of tables that is published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime
from portal.surveys.models.surveys import LONGEST_PATH


class Mark(StrEnum):
    """What a tally counts of a question."""

    VALUE = "value"  # responses that gave this answer: the name of a choice, or a number
    ANSWERED = "answered"
    BLANK = "blank"  # asked, and left without an answer
    NOT_ASKED = "not_asked"  # a rule hid it


class Tally(Base):
    """How many responses have one mark on one question; `dimension` and `group` are "" for all together.

    Anonymous responses are counted when a box is mixed, never one by one.
    """

    __tablename__ = "survey_tally"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(LONGEST_PATH), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    group: Mapped[str] = mapped_column(String(80), primary_key=True, default="")
    mark: Mapped[Mark] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(255), primary_key=True, default="")
    n: Mapped[int] = mapped_column(default=0)


class PublishedResults(Base):
    """The fixed set of tables of a closed survey, small cells hidden: what everybody may see, and nothing beside."""

    __tablename__ = "survey_results"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True, autoincrement=False)
    tables: Mapped[list[Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

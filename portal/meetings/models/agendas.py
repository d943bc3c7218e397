"""Agenda items, what they are linked to, and the versions of the agenda that were posted."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.models import RowNumber
from portal.core.translated import Translated


class ItemKind(StrEnum):
    """What an agenda item is for."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    PUBLIC_COMMENT = "public_comment"
    APPROVAL = "approval"  # of the minutes of an earlier meeting
    ROLL_CALL = "roll_call"
    RECESS = "recess"
    CLOSED_SESSION = "closed_session"


class Change(StrEnum):
    """Why there is a new version of an agenda."""

    POSTED = "posted"
    AMENDED = "amended"
    MOVED = "moved"
    CANCELLED = "cancelled"
    IMPORTED = "imported"


class AgendaItem(Base):
    """One item of a meeting's agenda.

    `number` is part of the item's address. Once posted it never changes and is never given to another item of the
    meeting, also when the item is taken off the agenda (`withdrawn_at`); `position` is the order of the day. While
    the meeting is a draft, both are the same and rows come and go with each saving.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(String(20))
    consent: Mapped[bool] = mapped_column(default=False)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    summary: Mapped[Translated] = mapped_column(TranslatedText)
    presenter: Mapped[str] = mapped_column(String(150), default="")
    citation: Mapped[str] = mapped_column(String(200), default="")
    minutes: Mapped[int | None]
    approves: Mapped[str] = mapped_column(String(80), default="")  # slug of the meeting whose minutes it approves
    continues: Mapped[str] = mapped_column(String(100), default="")  # "<slug>/<number>" of the item it goes on with
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class AgendaItemProject(Base):
    """An agenda item is about a project."""

    __tablename__ = "agenda_item_project"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True, index=True)


class AgendaItemPaper(Base):
    """An agenda item has a paper to read."""

    __tablename__ = "agenda_item_paper"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    paper_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("paper.id"), primary_key=True, index=True)


class AgendaVersion(Base):
    """What was posted, kept word for word; version 1 is the first posting. `reason` says why it was changed."""

    __tablename__ = "agenda_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    change: Mapped[Change] = mapped_column(String(20), default=Change.POSTED)
    reason: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    record_seq: Mapped[int]

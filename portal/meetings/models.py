"""Meetings, agenda items, posted versions of the agenda."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.errors import WrongState
from portal.core.translated import Translated


class MeetingState(StrEnum):
    """What has become of a meeting. Whether it took place is told by its time."""

    DRAFT = "draft"
    POSTED = "posted"


class ItemKind(StrEnum):
    """What an agenda item is for."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    PUBLIC_COMMENT = "public_comment"


class Meeting(Base):
    """One meeting of a committee."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    place: Mapped[Translated] = mapped_column(TranslatedText)
    step_free: Mapped[Translated] = mapped_column(TranslatedText)
    remote_link: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[MeetingState] = mapped_column(String(20), default=MeetingState.DRAFT)
    posted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    def post(self, words: str) -> None:
        """Make it public; `words` tell the reader who tries to post it twice."""
        if self.state != MeetingState.DRAFT:
            raise WrongState(words)
        self.state, self.posted_at = MeetingState.POSTED, now()


class AgendaItem(Base):
    """One numbered item of a meeting's agenda."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(String(20))
    title: Mapped[Translated] = mapped_column(TranslatedText)
    summary: Mapped[Translated] = mapped_column(TranslatedText)
    minutes: Mapped[int | None]


class AgendaItemProject(Base):
    """An agenda item is about a project."""

    __tablename__ = "agenda_item_project"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True, index=True)


class AgendaVersion(Base):
    """What was posted, kept word for word; version 1 is the first posting."""

    __tablename__ = "agenda_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    record_seq: Mapped[int]

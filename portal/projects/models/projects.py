"""The project itself: what it is, and when it takes comments."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated


class Phase(StrEnum):
    """How far a project is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    BUILDING = "building"
    PILOTING = "piloting"
    EVALUATING = "evaluating"
    SCALING = "scaling"
    COMPLETED = "completed"
    STOPPED = "stopped"


class Condition(StrEnum):
    """How well a project goes."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DELAYED = "delayed"
    ON_HOLD = "on_hold"


class CommentWindow(StrEnum):
    """Whether a project, or an item of a meeting, takes comments at a moment."""

    NONE = "none"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


class Project(Base):
    """One project. `attribution` credits others' data and stands on every page that shows it."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    summary: Mapped[Translated] = mapped_column(TranslatedText)
    body: Mapped[Translated] = mapped_column(TranslatedText)
    area: Mapped[str] = mapped_column(String(80), default="")
    comments_open_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    comments_close_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    illustrative: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    def comment_window(self, at: datetime) -> CommentWindow:
        """Whether comments are taken at `at`. Without an opening time a project takes none."""
        return comment_window(self.comments_open_at, self.comments_close_at, at)


def comment_window(opens_at: datetime | None, closes_at: datetime | None, at: datetime) -> CommentWindow:
    """The state at `at` of a window that opens and closes; without a closing time it stays open."""
    if opens_at is None:
        return CommentWindow.NONE
    if at < opens_at:
        return CommentWindow.UPCOMING
    if closes_at is not None and at >= closes_at:
        return CommentWindow.CLOSED
    return CommentWindow.OPEN

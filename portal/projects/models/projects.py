"""The project itself: what it is, and when it takes comments."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.folding import folded
from portal.core.translated import Translated

RESERVED_SLUGS = frozenset({"map"})  # pages about all projects have these addresses


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


ENDED = frozenset({Phase.COMPLETED, Phase.STOPPED})


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
    """One project. `attribution` credits others' data and stands on every page that shows it.

    `sheet_draft` holds the content of a sheet that is written and not published yet; `sheet_keys` says how far the keys
    of its rows were ever counted, by letter (see sheets/keys.py). `goal_id` is the goal of the newest sheet version.
    `geometry` is a GeoJSON geometry in WGS 84: where the project is, a point or an area. `source` and `external_id`
    tell an imported project again; `source_status` is the word in which its state stood there, `imported` holds signs
    of what the last import wrote. `criteria_frozen_in` is the sheet version whose success criteria were frozen.
    `title_words` are the words of its title in all languages, folded, by which lists are searched: they follow the
    title by themselves.
    """

    __tablename__ = "project"
    __table_args__ = (Index("uq_project_source_external_id", "source", "external_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    title_words: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[Translated] = mapped_column(TranslatedText)
    body: Mapped[Translated] = mapped_column(TranslatedText)
    area: Mapped[str] = mapped_column(String(80), default="", index=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    geometry: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    comments_open_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    comments_close_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    illustrative: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"), index=True)
    sheet_draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sheet_keys: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    criteria_frozen_in: Mapped[int | None]
    criteria_frozen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    source: Mapped[str | None] = mapped_column(String(40))
    external_id: Mapped[str | None] = mapped_column(String(255))
    source_status: Mapped[str] = mapped_column(String(60), default="")
    imported: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @validates("title")
    def _keep_words(self, _name: str, title: Translated) -> Translated:
        self.title_words = folded("\n".join(title.values()))
        return title

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


class ProjectTopic(Base):
    """One topic of a project, in the words that the clerk chose."""

    __tablename__ = "project_topic"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)

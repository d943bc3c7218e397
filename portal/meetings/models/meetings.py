"""The meeting itself: when, where, whose, and what has become of it."""

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
from portal.projects.models import CommentWindow, comment_window


class MeetingState(StrEnum):
    """What has become of a meeting. Whether it took place is told by its time."""

    DRAFT = "draft"
    POSTED = "posted"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """What sort of meeting the law sees: its posting rule hangs on it."""

    REGULAR = "regular"
    SPECIAL = "special"
    EMERGENCY = "emergency"


def taking_window(state: MeetingState, posted_at: datetime | None, closes_at: datetime, at: datetime) -> CommentWindow:
    """Whether a meeting takes comments, or speakers, at `at`: from its posting to `closes_at`, unless called off."""
    if state == MeetingState.CANCELLED:
        return CommentWindow.CLOSED
    return comment_window(posted_at, closes_at, at)


class Meeting(Base):
    """One meeting of a committee. Once posted, its columns say what its newest agenda version says.

    `amendment` holds the content of a change that is written and not posted yet. `timed` is false where only the
    day is known (imported calendars); `starts_at` is then the first moment of that day. `sequence` counts changes
    as iCalendar does. `source` and `external_id` tell an imported meeting again (numbers of two cities may be the
    same, so the committee counts too); `source_status` is the word in which its state stood there.
    """

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("committee_id", "source", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(String(20), default=MeetingKind.REGULAR)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    note: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    timed: Mapped[bool] = mapped_column(default=True)
    place: Mapped[Translated] = mapped_column(TranslatedText)
    step_free: Mapped[Translated] = mapped_column(TranslatedText)
    remote_link: Mapped[str] = mapped_column(String(500), default="")
    links: Mapped[list[Any]] = mapped_column(JSON, default=list)
    comments_close_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    takes_speakers: Mapped[bool] = mapped_column(default=False)
    speakers_close_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    state: Mapped[MeetingState] = mapped_column(String(20), default=MeetingState.DRAFT)
    posted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sequence: Mapped[int] = mapped_column(default=0)
    amendment: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    source: Mapped[str | None] = mapped_column(String(40))
    external_id: Mapped[str | None] = mapped_column(String(255))
    source_status: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @property
    def comments_end_at(self) -> datetime:
        """When its items stop taking comments: as set, or when it begins."""
        return self.comments_close_at or self.starts_at

    def comment_window(self, at: datetime) -> CommentWindow:
        """Whether its items take comments at `at`."""
        return taking_window(MeetingState(self.state), self.posted_at, self.comments_end_at, at)

    def post(self, words: str) -> None:
        """Make it public; `words` tell the reader who tries to post it twice."""
        if self.state != MeetingState.DRAFT:
            raise WrongState(words)
        self.state = MeetingState.POSTED
        self.posted_at = self.changed_at = now()

    def amend(self, words: str) -> None:
        """Let a new agenda version take the place of the posted one; `words` tell why it cannot be."""
        if self.state != MeetingState.POSTED:
            raise WrongState(words)
        self._next()

    def cancel(self, words: str) -> None:
        """Call it off, for good; `words` tell why it cannot be."""
        if self.state != MeetingState.POSTED:
            raise WrongState(words)
        self.state = MeetingState.CANCELLED
        self._next()

    def follow(self, cancelled: bool) -> None:
        """Be what its source says now, where nobody but its imports has written it."""
        self.state = MeetingState.CANCELLED if cancelled else MeetingState.POSTED
        self._next()

    def _next(self) -> None:
        self.amendment = None
        self.sequence += 1
        self.changed_at = now()

"""Comments and the states of feedback."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.errors import WrongState
from portal.core.models import RowNumber

LONGEST_BODY = 3000
LONGEST_NAME = 60


class FeedbackState(StrEnum):
    """What has become of a text. Everything is pending until a person has read it."""

    PENDING = "pending"
    PUBLISHED = "published"
    DECLINED = "declined"


class Audience(StrEnum):
    """What a contributor says to be writing as."""

    RESIDENT = "resident"
    BUSINESS = "business"
    VISITOR = "visitor"
    PARTNER = "partner"
    OTHER = "other"


class Stance(StrEnum):
    """What a comment on an agenda item says to the item, where its author chose to tell."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"


MOVES = {
    FeedbackState.PENDING: {FeedbackState.PUBLISHED, FeedbackState.DECLINED},
    FeedbackState.PUBLISHED: set(),
    FeedbackState.DECLINED: set(),
}


class Comment(Base):
    """A visitor's text on one target: a project or an agenda item. Its id is random, and unique over all feedback.

    A new kind of target is a foreign key here, a line in the check `one_target`, and a branch in `queries.targets`.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name="published_has_time"),
        CheckConstraint(
            "(CASE WHEN project_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN agenda_item_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_target",
        ),
        CheckConstraint("stance IS NULL OR agenda_item_id IS NOT NULL", name="stance_on_item"),
        Index("ix_comment_project_state_received", "project_id", "state", "received_at", "id"),
        Index("ix_comment_item_state_received", "agenda_item_id", "state", "received_at", "id"),
        Index("ix_comment_state_received", "state", "received_at", "id"),
        Index("ix_comment_received", "received_at", "id"),
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), unique=True)
    state: Mapped[FeedbackState] = mapped_column(String(20), default=FeedbackState.PENDING)
    body: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(20))
    display_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    audience: Mapped[Audience | None] = mapped_column(String(20))
    area: Mapped[str] = mapped_column(String(80), default="")
    stance: Mapped[Stance | None] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def publish(self, words: str) -> None:
        """Make it public. `words` tell whoever comes second."""
        self._move(FeedbackState.PUBLISHED, words)

    def decline(self, words: str) -> None:
        """Keep it from the public. `words` tell whoever comes second."""
        self._move(FeedbackState.DECLINED, words)

    def return_to(self, state: FeedbackState) -> None:
        """Go back to where it was before a ruling that is undone."""
        self._set(state)

    def _move(self, state: FeedbackState, words: str) -> None:
        if state not in MOVES[FeedbackState(self.state)]:
            raise WrongState(words)
        self._set(state)

    def _set(self, state: FeedbackState) -> None:
        self.state = state
        self.published_at = now() if state == FeedbackState.PUBLISHED else None

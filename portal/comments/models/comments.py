"""The comment itself, and how it moves from state to state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal.comments.fingerprints import fingerprint, reading_of
from portal.comments.models.states import GONE, MOVES, Audience, Channel, FeedbackState, Stance
from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.errors import WrongState
from portal.core.models import RowNumber

LONGEST_BODY = 3000
LONGEST_NAME = 60
LONGEST_OCCASION = 160


class Comment(Base):
    """A visitor's text on one target. Its id is random, and unique over all feedback.

    A target is a project, an agenda item or a question of a survey, whose free texts become comments; a comment on a
    status update points to the update and to its project.
    A reply (`reply_to_id`) answers a comment that is none itself, and has the target of that comment. `body` is what
    the public may read: what a redaction took out lies sealed in `moderation`. `represented_by_id` is the comment
    that stands in public lists for this one, where both belong to a family of near-identical texts.

    `signals` are what was noticed when it came in, `fold` is what a flood has in common: both for moderators alone.
    A new kind of target is a foreign key here, a line in the check `one_target`, and a branch in `queries.targets`.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("state != 'published' OR published_at IS NOT NULL", name="published_has_time"),
        CheckConstraint(
            "(CASE WHEN project_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN agenda_item_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN survey_question_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_target",
        ),
        CheckConstraint("stance IS NULL OR agenda_item_id IS NOT NULL", name="stance_on_item"),
        CheckConstraint("status_update_id IS NULL OR project_id IS NOT NULL", name="update_of_project"),
        Index("ix_comment_project_state_received", "project_id", "state", "received_at", "id"),
        Index("ix_comment_item_state_received", "agenda_item_id", "state", "received_at", "id"),
        Index("ix_comment_state_received", "state", "received_at", "id"),
        Index("ix_comment_received", "received_at", "id"),
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    status_update_id: Mapped[int | None] = mapped_column(ForeignKey("project_update.id"), index=True)
    survey_question_id: Mapped[int | None] = mapped_column(ForeignKey("survey_question.id"), index=True)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), unique=True)
    state: Mapped[FeedbackState] = mapped_column(String(20), default=FeedbackState.PENDING)
    body: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(20))
    display_name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    audience: Mapped[Audience | None] = mapped_column(String(20))
    area: Mapped[str] = mapped_column(String(80), default="")
    stance: Mapped[Stance | None] = mapped_column(String(20))
    channel: Mapped[Channel] = mapped_column(String(20), default=Channel.WEB)
    heard_at: Mapped[str] = mapped_column(String(LONGEST_OCCASION), default="")
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text_hash: Mapped[str] = mapped_column(String(64), default="", index=True)
    signals: Mapped[list[Any]] = mapped_column(JSON, default=list)
    fold: Mapped[str | None] = mapped_column(String(32), index=True)
    redacted: Mapped[bool] = mapped_column(default=False)
    supports: Mapped[int] = mapped_column(default=0)
    represented_by_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @validates("body")
    def _keep_fingerprint(self, _name: str, body: str) -> str:
        self.text_hash = fingerprint(body)
        return body

    @property
    def reading(self) -> str:
        """By what a ruling is refused whose moderator read other words than those that stand here now."""
        edited = self.edited_at.isoformat() if self.edited_at else ""
        return reading_of(self.body, self.display_name, self.area, edited)

    def publish(self, words: str) -> None:
        """Make it public. `words` tell whoever comes second."""
        self._move(FeedbackState.PUBLISHED, words)

    def decline(self, words: str) -> None:
        """Keep it from the public. `words` tell whoever comes second."""
        self._move(FeedbackState.DECLINED, words)

    def set_aside(self, words: str) -> None:
        """Let it wait for somebody. `words` tell whoever comes second."""
        self._move(FeedbackState.SET_ASIDE, words)

    def hide(self, words: str) -> None:
        """Take a published comment from the public. `words` tell whoever comes second."""
        self._move(FeedbackState.HIDDEN, words)

    def restore(self, words: str) -> None:
        """Make a hidden comment public again. `words` tell whoever comes second."""
        if self.state != FeedbackState.HIDDEN:
            raise WrongState(words)
        self._set(FeedbackState.PUBLISHED)

    def overturn(self, words: str) -> None:
        """Make a declined comment public, since its author's appeal was right. `words` tell whoever comes second."""
        if self.state != FeedbackState.DECLINED:
            raise WrongState(words)
        self._set(FeedbackState.PUBLISHED)

    def withdraw(self, words: str) -> None:
        """Take it back for its author, from whatever state. `words` tell that it was taken back or erased before."""
        if self.state in GONE:
            raise WrongState(words)
        self._set(FeedbackState.WITHDRAWN)

    def erase(self, words: str) -> None:
        """Leave a tombstone. `words` tell that it was erased before."""
        if self.state == FeedbackState.ERASED:
            raise WrongState(words)
        self._set(FeedbackState.ERASED)
        self.body = self.display_name = self.area = self.heard_at = ""
        self.audience = self.stance = self.fold = None
        self.signals = []

    def return_to(self, state: FeedbackState) -> None:
        """Go back to where it was before a ruling that is undone."""
        self._set(state)

    def _move(self, state: FeedbackState, words: str) -> None:
        if state not in MOVES[FeedbackState(self.state)]:
            raise WrongState(words)
        self._set(state)

    def _set(self, state: FeedbackState) -> None:
        # what is hidden or withdrawn keeps the time at which it was public; a restored one keeps it, too
        if state == FeedbackState.PUBLISHED:
            self.published_at = self.published_at or now()
        elif state not in {FeedbackState.HIDDEN, *GONE}:
            self.published_at = None
        self.state = state

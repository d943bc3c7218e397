"""What partners write for their own projects, before a clerk publishes it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.errors import WrongState
from portal.core.models import RowNumber


class DraftKind(StrEnum):
    """What a partner's draft shall become."""

    UPDATE = "update"
    PAPER = "paper"
    REQUIREMENT = "requirement"
    EVIDENCE = "evidence"


class DraftState(StrEnum):
    """Where a partner's draft stands: written, sent to the clerk, and what the clerk did."""

    WRITTEN = "written"
    SENT = "sent"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


OPEN = {DraftState.WRITTEN, DraftState.RETURNED}  # its partner may go on writing


class PartnerDraft(Base):
    """One draft of a partner. `author_id` is who last wrote or sent it, and must speak for the partner when it is
    published. `reply` is the clerk's reason for giving it back; `published_as` what it became; `settled_by` who did so.
    """

    __tablename__ = "partner_draft"
    __table_args__ = (Index("ix_partner_draft_state_sent_at", "state", "sent_at"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[DraftKind] = mapped_column(String(20))
    state: Mapped[DraftState] = mapped_column(String(20), default=DraftState.WRITTEN)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    reply: Mapped[str] = mapped_column(Text, default="")
    published_as: Mapped[str] = mapped_column(String(80), default="")
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    def rewrite(self, words: str, author_id: int, content: dict[str, Any]) -> None:
        """Give it another content; `words` tell why it cannot be. What was given back stays so until it is sent."""
        self._move(words, {DraftState(self.state)} & OPEN, DraftState(self.state))
        self.author_id, self.content = author_id, content

    def send(self, words: str, author_id: int) -> None:
        """Hand it to the clerk."""
        self._move(words, OPEN, DraftState.SENT)
        self.author_id, self.sent_at = author_id, self.changed_at

    def publish(self, words: str, clerk_id: int | None, published_as: str) -> None:
        """Note what it became in public."""
        self._move(words, {DraftState.SENT}, DraftState.PUBLISHED)
        self.settled_by, self.published_as, self.settled_at = clerk_id, published_as, self.changed_at

    def give_back(self, words: str, clerk_id: int | None, reply: str) -> None:
        """Give it back to its author, with the reason."""
        self._move(words, {DraftState.SENT}, DraftState.RETURNED)
        self.settled_by, self.reply, self.settled_at = clerk_id, reply, self.changed_at

    def withdraw(self, words: str) -> None:
        """Take it back, for good."""
        self._move(words, {*OPEN, DraftState.SENT}, DraftState.WITHDRAWN)

    def _move(self, words: str, starts: set[DraftState], state: DraftState) -> None:
        if self.state not in starts:
            raise WrongState(words)
        self.state, self.changed_at = state, now()

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


class PartnerDraft(Base):
    """One draft of a partner. `reply` is the clerk's reason for giving it back; `published_as` what it became."""

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

    def send(self, words: str) -> None:
        """Hand it to the clerk; `words` tell why it cannot be."""
        self._move(words, {DraftState.WRITTEN, DraftState.RETURNED}, DraftState.SENT)
        self.sent_at = self.changed_at

    def publish(self, words: str, published_as: str) -> None:
        """Note what it became in public."""
        self._move(words, {DraftState.SENT}, DraftState.PUBLISHED)
        self.published_as, self.settled_at = published_as, self.changed_at

    def give_back(self, words: str, reply: str) -> None:
        """Give it back to its author, with the reason."""
        self._move(words, {DraftState.SENT}, DraftState.RETURNED)
        self.reply, self.settled_at = reply, self.changed_at

    def withdraw(self, words: str) -> None:
        """Take it back, for good."""
        self._move(words, {DraftState.WRITTEN, DraftState.SENT, DraftState.RETURNED}, DraftState.WITHDRAWN)

    def _move(self, words: str, starts: set[DraftState], state: DraftState) -> None:
        if self.state not in starts:
            raise WrongState(words)
        self.state, self.changed_at = state, now()

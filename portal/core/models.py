"""Tables of the ground floor: the outbox, mails to be sent, and the counters of limits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime

MOST_ATTEMPTS = 16  # of sending one mail: about two days
# SQLite numbers rows by itself only where the key is exactly INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class OutboxRow(Base):
    """One event to be handled by one handler, written in the transaction of what happened."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    handler: Mapped[str] = mapped_column(String(100))
    event: Mapped[str] = mapped_column(String(100))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))

    def postpone(self, error: Exception) -> None:
        """Try again later: after 2, 4, 8 … seconds, at most an hour. Only the error's kind is kept, no texts."""
        self.attempts += 1
        self.error = type(error).__name__
        self.due_at = now() + timedelta(seconds=min(2**self.attempts, 3600))


class Mail(Base):
    """One mail, written in the transaction of its cause and sent by the worker; `key` lets the same news go out once.

    Text and address are wiped once it was sent or given up; what stays for two weeks tells that it went out.
    """

    __tablename__ = "mail"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def went_out(self) -> None:
        """Keep that it left, and nothing of what it said or to whom."""
        self.sent_at, self.error = now(), None
        self._wipe()

    def postpone(self, error: Exception) -> None:
        """Try again after 1, 2, 4 … minutes, at most six hours; after about two days it is given up."""
        self.attempts += 1
        self.error = type(error).__name__
        self.due_at = now() + timedelta(minutes=min(2 ** (self.attempts - 1), 360))
        if self.attempts >= MOST_ATTEMPTS:
            self._wipe()

    def give_up(self, error: Exception) -> None:
        """The other side will never take it."""
        self.attempts += 1
        self.error = type(error).__name__
        self._wipe()

    def _wipe(self) -> None:
        self.address = self.subject = self.text = ""
        self.headers = {}


class LimitCount(Base):
    """How often a key did a counted thing within one window. `key` is an HMAC: no address is stored."""

    __tablename__ = "limit_count"
    __table_args__ = (Index("ix_limit_count_window_ends_at", "window_ends_at"),)

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    window_ends_at: Mapped[datetime] = mapped_column(UTCDateTime, primary_key=True)
    hits: Mapped[int] = mapped_column(default=0)

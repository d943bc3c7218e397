"""People, their roles, their sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)


class Person(Base):
    """Somebody who signs in. The pseudonym stands in the public record, the name never does."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    pseudonym: Mapped[str] = mapped_column(String(40), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class PersonRole(Base):
    """One role that a person holds."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class SignIn(Base):
    """A session on the server: the browser holds a random token, the table its SHA-256."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def is_live(self) -> bool:
        """Whether it still counts: not ended, not idle for 30 minutes, not older than 12 hours."""
        fresh = now() - self.last_seen_at < IDLE and now() - self.created_at < ABSOLUTE
        return self.ended_at is None and fresh

    def end(self) -> None:
        """End it for good."""
        self.ended_at = self.ended_at or now()

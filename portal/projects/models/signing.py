"""Sign-off: personal links to one version of a sheet for one partner, and the answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime


class SignOffAnswer(StrEnum):
    """What a partner says to a version of the sheet."""

    AGREE = "agree"
    RESERVATION = "reservation"
    DECLINE = "decline"


class LinkStanding(StrEnum):
    """What a link is good for at a moment: only an open one takes an answer."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    REVOKED = "revoked"
    OUTDATED = "outdated"  # a newer version is out
    LEFT = "left"  # and the partner is no longer in it


class SigningState(StrEnum):
    """Where a partner stands with one version of the sheet."""

    AGREE = "agree"
    RESERVATION = "reservation"
    DECLINE = "decline"
    WAITING = "waiting"
    NOT_ASKED = "not_asked"


class SignOffLink(Base):
    """A personal link. The database keeps a keyed hash of its code, so that whoever reads it cannot sign."""

    __tablename__ = "sign_off_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("sheet_version.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    contact: Mapped[str] = mapped_column(String(200))  # for whom it was made, as the clerk wrote it; never public
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def is_live(self) -> bool:
        """Whether it still opens its page: not taken back, not too old."""
        return self.revoked_at is None and now() < self.expires_at

    def revoke(self) -> None:
        """Take it back for good."""
        self.revoked_at = self.revoked_at or now()


class SignOff(Base):
    """A partner's one answer to one version, given by somebody who gave their name."""

    __tablename__ = "sign_off"
    __table_args__ = (UniqueConstraint("version_id", "partner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("sheet_version.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    answer: Mapped[SignOffAnswer] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(20))
    signed_by: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(100))
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    record_seq: Mapped[int]

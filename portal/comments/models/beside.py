"""What stands beside a comment: its photo, its author's address for news, its supports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.models import RowNumber

LONGEST_ALT = 300


class CommentPhoto(Base):
    """The one photo of a comment: drawn anew when it came, so that it holds nothing but the picture.

    Its id is its address; it is public exactly while its comment is and a moderator has not taken it out (`hidden`).
    """

    __tablename__ = "comment_photo"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    file_key: Mapped[str] = mapped_column(String(32), unique=True)
    file_type: Mapped[str] = mapped_column(String(20))
    alt: Mapped[str] = mapped_column(String(LONGEST_ALT))
    size: Mapped[int]  # bytes
    width: Mapped[int]
    height: Mapped[int]
    hidden: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class CommentContact(Base):
    """Where news of this one comment goes, once whoever has the mailbox said yes (`confirmed_at`).

    Nobody at the desk sees it: the site writes. The links in mails carry a token; only its keyed hash is kept.
    """

    __tablename__ = "comment_contact"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True, autoincrement=False)
    email: Mapped[str] = mapped_column(String(254))
    lang: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Support(Base):
    """One "I agree" with a comment. It names nobody; the hash of its form's nonce lets a repeat count once."""

    __tablename__ = "support"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    nonce_hash: Mapped[str] = mapped_column(String(64), unique=True)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

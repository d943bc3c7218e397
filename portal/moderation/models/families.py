"""Families: near-identical texts that belong together, and the two indexes by which they are found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.models import RowNumber

MOST_AT_ONCE = 500  # letters that one press rules on


class Family(Base):
    """Texts of one letter. `representative_id` is the comment that the public sees for all of them."""

    __tablename__ = "family"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    representative_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class FamilyMember(Base):
    """That a comment belongs to a family. `overlap` is the share of the shorter text that both have in common."""

    __tablename__ = "family_member"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True, autoincrement=False)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    overlap: Mapped[float]
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class FamilyMark(Base):
    """One mark by which candidates are found: the hash of a sentence ("s…") or of a band of MinHash values ("b…")."""

    __tablename__ = "family_mark"
    __table_args__ = (Index("ix_family_mark_comment", "comment_id"),)

    mark: Mapped[str] = mapped_column(String(20), primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True, autoincrement=False)

"""Receipts, and the paper slips on which some are printed before there is anything they are for.

What a receipt is for points to it (a comment holds its receipt's id).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, db, new_id
from portal.core.models import RowNumber
from portal.receipts.codes import code_for, nonce_hash, stored_hash


class SlipBatch(Base):
    """Slips printed at once for one occasion. Their codes are shown once, to be printed, and kept nowhere."""

    __tablename__ = "slip_batch"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    occasion: Mapped[str] = mapped_column(String(160))
    count: Mapped[int]
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Receipt(Base):
    """One acknowledged submission. Neither code nor nonce is kept, only keyed hashes of them.

    `slip_batch_id` is there where the code stood on a slip first.
    """

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    nonce_hash: Mapped[str] = mapped_column(String(64), unique=True)
    slip_batch_id: Mapped[int | None] = mapped_column(ForeignKey("slip_batch.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @classmethod
    def issue(cls, nonce: bytes) -> Receipt:
        """The receipt of a submission whose form carried `nonce`, added to the transaction at hand."""
        return cls.issue_all([nonce])[0]

    @classmethod
    def issue_all(cls, nonces: Sequence[bytes], slip_batch_id: int | None = None) -> list[Receipt]:
        """The receipts of several submissions, or of the slips of a batch, in their order."""
        receipts = [
            cls(
                id=new_id(),
                code_hash=stored_hash(code_for(nonce)),
                nonce_hash=nonce_hash(nonce),
                slip_batch_id=slip_batch_id,
            )
            for nonce in nonces
        ]
        db.session.add_all(receipts)
        db.session.flush()
        return receipts

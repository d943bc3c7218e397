"""The table of receipts. What a receipt is for points to it (a comment holds its receipt's id)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, db, new_id
from portal.core.models import RowNumber
from portal.receipts.codes import code_for, nonce_hash, stored_hash


class Receipt(Base):
    """One acknowledged submission. Neither code nor nonce is kept, only keyed hashes of them."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    nonce_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    @classmethod
    def issue(cls, nonce: bytes) -> Receipt:
        """The receipt of a submission whose form carried `nonce`, added to the transaction at hand."""
        receipt = cls(id=new_id(), code_hash=stored_hash(code_for(nonce)), nonce_hash=nonce_hash(nonce))
        db.session.add(receipt)
        db.session.flush()
        return receipt

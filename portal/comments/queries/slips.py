"""Printed slips, and what was entered from tables: how staff know what is already here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.comments.models import GONE, Comment
from portal.comments.taken_down.entries import Slip
from portal.core.db import db
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt, SlipBatch

_AT_ONCE = 400


@dataclass(frozen=True)
class PrintedSlip:
    """A slip for which nothing was entered yet."""

    occasion: str
    printed_at: datetime


def slips(codes: Iterable[str]) -> dict[str, Slip]:
    """The slips with these codes of 24 symbols; codes of other receipts are left out."""
    hashes = {receipts.hash_of_code(code): code for code in codes}
    found: dict[str, Slip] = {}
    for some in _batches(hashes):
        rows = db.session.execute(
            select(Receipt, SlipBatch.occasion, Comment)
            .join(SlipBatch, SlipBatch.id == Receipt.slip_batch_id)
            .outerjoin(Comment, Comment.receipt_id == Receipt.id)
            .where(Receipt.code_hash.in_(some))
        )
        for receipt, occasion, comment in rows:
            found[hashes[receipt.code_hash]] = Slip(
                receipt.id, occasion, comment.id if comment else None, _as_entered(comment)
            )
    return found


def printed_slip(receipt_id: int) -> PrintedSlip | None:
    """The slip that a receipt stands on, as long as nothing was entered for it."""
    row = db.session.execute(
        select(SlipBatch.occasion, SlipBatch.made_at)
        .join(Receipt, Receipt.slip_batch_id == SlipBatch.id)
        .outerjoin(Comment, Comment.receipt_id == Receipt.id)
        .where(Receipt.id == receipt_id, Comment.id.is_(None))
    ).first()
    return PrintedSlip(row[0], row[1]) if row else None


def entered_with(nonces: Iterable[bytes]) -> dict[bytes, str | None]:
    """Those of these nonces that were used, each with its comment's text; None where that was changed since."""
    hashes = {receipts.hash_of_nonce(nonce): nonce for nonce in nonces}
    found: dict[bytes, str | None] = {}
    for some in _batches(hashes):
        rows = db.session.execute(
            select(Receipt.nonce_hash, Comment)
            .outerjoin(Comment, Comment.receipt_id == Receipt.id)
            .where(Receipt.nonce_hash.in_(some))
        )
        found |= {hashes[nonce_hash]: _as_entered(comment) for nonce_hash, comment in rows}
    return found


def _batches(hashes: Iterable[str]) -> Iterator[list[str]]:
    whole = list(hashes)
    return (whole[at : at + _AT_ONCE] for at in range(0, len(whole), _AT_ONCE))


def _as_entered(comment: Comment | None) -> str | None:
    changed = comment is None or comment.redacted or comment.edited_at is not None or comment.state in GONE
    return None if changed or comment is None else comment.body

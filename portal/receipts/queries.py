"""Reads of receipts."""

from __future__ import annotations

from sqlalchemy import select

from portal.core.db import db
from portal.receipts.codes import code_for, nonce_hash, stored_hash
from portal.receipts.guessing import MISSES, TooManyMisses, UnknownCode
from portal.receipts.models import Receipt


def held(symbols: str) -> int:
    """The receipt of whoever holds this code. Raises `UnknownCode` or `TooManyMisses`, which have their pages."""
    if MISSES.used_up() or MISSES.used_up_by_all():
        raise TooManyMisses
    receipt_id = id_by_code(symbols)
    if receipt_id is None:
        raise UnknownCode
    return receipt_id


def id_by_code(symbols: str) -> int | None:
    """The receipt whose code is these 24 symbols."""
    return db.session.scalar(select(Receipt.id).where(Receipt.code_hash == stored_hash(symbols)))


def id_by_nonce(nonce: bytes) -> int | None:
    """The receipt that was already issued for this form's nonce."""
    return db.session.scalar(select(Receipt.id).where(Receipt.nonce_hash == nonce_hash(nonce)))


def code_by_nonce(nonce: bytes) -> str:
    """The code that the receipt of this form's nonce shows; derived anew each time, since it is stored nowhere."""
    return code_for(nonce)

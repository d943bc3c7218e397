"""Slips with receipt codes, printed before anybody wrote on them."""

from __future__ import annotations

from collections.abc import Sequence

from portal.core.db import db, new_id
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt, SlipBatch


@usecase
def print_slips(*, actor: Actor, occasion: str, nonces: Sequence[bytes]) -> None:
    """Keep a receipt for each of these nonces, for one occasion; the same again keeps nothing more."""
    authorize(actor, Permission.COMMENT_ENTER)
    if receipts.id_by_nonce(nonces[0]) is not None:
        return
    assert actor.person_id is not None
    batch = SlipBatch(id=new_id(), occasion=occasion, count=len(nonces), made_by=actor.person_id)
    db.session.add(batch)
    db.session.flush()
    Receipt.issue_all(nonces, batch.id)

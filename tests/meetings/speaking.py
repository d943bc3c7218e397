"""Meetings that take speakers, and people who register, as tests write them."""

from __future__ import annotations

import secrets
from typing import Any

from portal.core.permissions import VISITOR, Actor
from portal.meetings import usecases
from portal.meetings.models import ItemKind
from portal.meetings.speaking import SpeakerDraft
from portal.receipts import queries as receipts
from tests.meetings.writing import an_item, post

ITEMS = (
    an_item("Roll call", kind=ItemKind.ROLL_CALL),
    an_item("Lamps"),
    an_item("Open floor", kind=ItemKind.PUBLIC_COMMENT),
    an_item("Benches"),
)
LAMPS, BENCHES = 2, 4


def post_with_speakers(**others: Any) -> str:
    """A posted meeting that takes speakers, with four items of which two can be spoken about; its slug."""
    return post(**({"takes_speakers": True, "items": ITEMS} | others))


def register(
    slug: str, name: str = "Ana", item: int | None = None, *, actor: Actor = VISITOR, lang: str = "en", **others: Any
) -> str:
    """Register somebody by the use case; the code of the receipt."""
    nonce = secrets.token_bytes(16)
    usecases.register_speaker(actor=actor, slug=slug, nonce=nonce, draft=SpeakerDraft(name, item, **others), lang=lang)
    return receipts.code_by_nonce(nonce)

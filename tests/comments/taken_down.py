"""What the tests of taken-down comments share: an entry, and slips that were printed."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from portal.comments import usecases
from portal.comments.models import Channel
from portal.comments.taken_down.entries import Entry
from portal.core.permissions import Actor
from portal.receipts import queries as receipts
from tests.support.builders import SCRIPT

TODAY = date(2026, 4, 15)  # where the tests' clock stands
OCCASION = f"Open house {SCRIPT}"


def entry(body: str = f"More lamps {SCRIPT}", **others: Any) -> Entry:
    """What somebody said on paper today."""
    values = {"lang": "en", "channel": Channel.PAPER, "occasion": OCCASION, "said_on": TODAY}
    return Entry(body=body, **(values | others))


def printed(actor: Actor, count: int = 1, occasion: str = OCCASION) -> list[str]:
    """Print slips; their codes as they stand on paper."""
    nonces = [secrets.token_bytes(16) for _slip in range(count)]
    usecases.print_slips(actor=actor, occasion=occasion, nonces=nonces)
    return [receipts.code_by_nonce(nonce) for nonce in nonces]

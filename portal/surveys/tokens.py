"""The codes in the links of invitations and of handed sections.

Each is worked out from the key of its row with a secret of the site, so that a letter can be printed again though the
table keeps a keyed hash alone. It is a code like those of receipts: 115 random bits and a check symbol.
"""

from __future__ import annotations

from portal.core.keys import keyed_hash
from portal.receipts import queries as receipts


def invitation_code(invitation_id: int, issue: int) -> str:
    """The 24 symbols of an invitation's link; another `issue` makes another one."""
    return _symbols("survey-invitation", f"{invitation_id}:{issue}")


def hand_code(hand_id: int) -> str:
    """The 24 symbols of the link to one section."""
    return _symbols("survey-hand", str(hand_id))


def hash_of(symbols: str) -> str:
    """What the tables keep of a code."""
    return receipts.hash_of_code(symbols)


def _symbols(purpose: str, key: str) -> str:
    symbols = receipts.symbols_of(receipts.code_by_nonce(keyed_hash(purpose, key.encode())))
    assert symbols
    return symbols

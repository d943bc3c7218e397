"""The receipt code: 24 base32 symbols in six groups of four, the last symbol a check.

It is derived from the form's nonce with a secret key, so a repeated sending shows the same code and no plain code
is ever stored; the table keeps a keyed hash. It travels in POST bodies only.
"""

from __future__ import annotations

from portal.core import base32
from portal.core.keys import keyed_hash

LENGTH = 24


class Mistyped(ValueError):
    """What was typed cannot be a code of ours; `why` is "length", "symbol" or "check"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def code_for(nonce: bytes) -> str:
    """The code that belongs to a form's nonce, in groups: `7QK4-M2XA-…`."""
    digest = int.from_bytes(keyed_hash("receipt-code", nonce), "big")
    symbols = base32.encode(digest >> (256 - 5 * (LENGTH - 1)), LENGTH - 1)
    return grouped(symbols + base32.check_symbol(symbols))


def grouped(symbols: str) -> str:
    """24 symbols in groups of four."""
    return "-".join(symbols[i : i + 4] for i in range(0, len(symbols), 4))


def read(typed: str) -> str:
    """The 24 symbols of a typed code; raises `Mistyped` where no code can look like that."""
    symbols = base32.tidy(typed)
    if len(symbols) != LENGTH:
        raise Mistyped("length")
    if not set(symbols) <= set(base32.ALPHABET):
        raise Mistyped("symbol")
    if base32.check_symbol(symbols[:-1]) != symbols[-1]:
        raise Mistyped("check")
    return symbols


def stored_hash(symbols: str) -> str:
    """What the table keeps of a code: 64 hexadecimal digits."""
    return keyed_hash("receipt-lookup", symbols.replace("-", "").encode()).hex()


def nonce_hash(nonce: bytes) -> str:
    """What the table keeps of a nonce, so that the same form sent again is known."""
    return keyed_hash("receipt-nonce", nonce).hex()

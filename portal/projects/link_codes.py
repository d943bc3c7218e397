"""The code of a sign-off link: 24 base32 symbols in lower case, 120 random bits.

It is derived from the nonce of the clerk's form with a secret key, so that the same form sent twice makes the same
link and no code is ever stored: the table keeps a keyed hash. It stands in the link's address and nowhere else.
"""

from __future__ import annotations

from portal.core import base32
from portal.core.keys import keyed_hash

LENGTH = 24


def code_for(nonce: bytes) -> str:
    """The code that belongs to the nonce of a form that asks a partner."""
    digest = int.from_bytes(keyed_hash("sign-off-code", nonce), "big")
    return base32.encode(digest >> (256 - 5 * LENGTH), LENGTH).lower()


def stored_hash(code: str) -> str:
    """What the table keeps of a code: 64 hexadecimal digits. Anything typed has one, so all wrong ones are alike."""
    return keyed_hash("sign-off-lookup", base32.tidy(code).encode()).hex()

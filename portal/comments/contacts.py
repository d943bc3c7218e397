"""The token of a comment's contact: it stands in the links of mails about that comment, and nowhere else.

It is derived from the form's nonce, so the same form sent again knows the same token; the table keeps a keyed hash.
"""

from __future__ import annotations

from portal.core.keys import keyed_hash


def token_for(nonce_random: bytes) -> str:
    """The token that belongs to a form's nonce: 32 hexadecimal digits."""
    return keyed_hash("contact-token", nonce_random)[:16].hex()


def stored(token: str) -> str:
    """What the table keeps of a token: 64 hexadecimal digits."""
    return keyed_hash("contact-stored", token.encode()).hex()

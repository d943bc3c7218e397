"""The token in the links of a comment's mails. It is derived with a secret key, so only a hash of it is kept."""

from __future__ import annotations

from portal.core.keys import keyed_hash


def token_of(comment_id: int) -> str:
    """The token of the mails about a comment, 32 hexadecimal digits: the worker makes it anew for each of them."""
    return keyed_hash("contact-token", comment_id.to_bytes(8))[:16].hex()


def stored(token: str) -> str:
    """What the table keeps of a token: 64 hexadecimal digits."""
    return keyed_hash("contact-stored", token.encode()).hex()

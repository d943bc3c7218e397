"""The token in the links of a comment's mails. It is derived with a secret key, so only a hash of it is kept."""

from __future__ import annotations

from portal.core.keys import keyed_hash


def token_for(nonce: bytes) -> str:
    """The token that belongs to `nonce`: 32 hexadecimal digits."""
    return keyed_hash("contact-token", nonce).hex()[:32]


def token_of(comment_id: int) -> str:
    """The token of the mails about a comment: the worker needs it again for each of them, and it is stored nowhere."""
    return token_for(comment_id.to_bytes(8))


def stored(token: str) -> str:
    """What the table keeps of a token: 64 hexadecimal digits."""
    return keyed_hash("contact-stored", token.encode()).hex()

"""Which comments a browser supported: a list in its own cookie, so that it does not count twice.

The marks are keyed hashes of the comments, the same in every browser: the cookie names nobody, and the server keeps
nothing of it.
"""

from __future__ import annotations

import base64
from datetime import timedelta

from portal.core.addresses import key_text
from portal.core.keys import keyed_hash

KEPT_FOR = timedelta(days=180)
MOST = 60
_LENGTH = 8


def mark(comment_id: int) -> str:
    """Eight letters that stand for one comment."""
    return base64.urlsafe_b64encode(keyed_hash("supported", key_text(comment_id).encode())[:6]).decode()


def read(cookie: str | None) -> tuple[str, ...]:
    """The marks in a cookie; nothing where it cannot be ours."""
    value = cookie or ""
    if len(value) % _LENGTH or len(value) > MOST * _LENGTH:
        return ()
    return tuple(value[at : at + _LENGTH] for at in range(0, len(value), _LENGTH))


def with_one_more(marks: tuple[str, ...], comment_id: int) -> str:
    """What the cookie holds once `comment_id` was supported, too; the oldest make room."""
    added = mark(comment_id)
    others = tuple(known for known in marks if known != added)
    return "".join((*others, added)[-MOST:])

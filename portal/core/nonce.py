"""The token of visitors' forms: signed, expiring, stateless; it is also the submission's idempotency key.

Layout, base64url: 16 random bytes, 8 bytes of issue time (seconds, big-endian), 16 bytes of HMAC-SHA256 over both
and the form's purpose. Nothing is stored when a form is shown, so showing a form never writes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from portal.core.clock import now
from portal.core.keys import key_for

LIFETIME = timedelta(hours=24)


@dataclass(frozen=True)
class Nonce:
    """A token that this site signed for one purpose."""

    random: bytes
    issued_at: datetime

    @property
    def expired(self) -> bool:
        """Whether the form was open for longer than a day."""
        return now() - self.issued_at > LIFETIME


def issue(purpose: str) -> str:
    """A fresh token for one showing of the form `purpose`."""
    head = secrets.token_bytes(16) + int(now().timestamp()).to_bytes(8, "big")
    return base64.urlsafe_b64encode(head + _mac(purpose, head)).decode().rstrip("=")


def read(purpose: str, token: str) -> Nonce | None:
    """The nonce in `token`, or None unless this site signed it for `purpose`. It may be expired."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        return None
    head, mac = raw[:24], raw[24:]
    if len(raw) != 40 or not hmac.compare_digest(mac, _mac(purpose, head)):
        return None
    return Nonce(head[:16], datetime.fromtimestamp(int.from_bytes(head[16:], "big"), UTC))


def _mac(purpose: str, head: bytes) -> bytes:
    return hmac.digest(key_for("nonce"), purpose.encode() + b"\0" + head, hashlib.sha256)[:16]

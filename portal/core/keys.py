"""Keys for single purposes, derived from the site's secret key, so that one leaked use tells nothing of another."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app


def key_for(purpose: str) -> bytes:
    """32 bytes that belong to `purpose` alone."""
    secret = current_app.config["SECRET_KEY"]
    return hmac.digest(secret.encode(), f"portal:{purpose}".encode(), hashlib.sha256)


def keyed_hash(purpose: str, message: bytes) -> bytes:
    """HMAC-SHA256 of `message` under the key of `purpose`; 32 bytes."""
    return hmac.digest(key_for(purpose), message, hashlib.sha256)

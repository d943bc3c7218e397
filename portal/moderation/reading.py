"""By what the desk knows that a text is still the one that was read."""

from __future__ import annotations

import hashlib
from datetime import datetime


def reading_of(body: str, display_name: str, area: str, edited_at: datetime | None) -> str:
    """16 hexadecimal digits of all that would be public; forms of rulings carry them as `read`."""
    parts = (body, display_name, area, edited_at.isoformat() if edited_at else "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

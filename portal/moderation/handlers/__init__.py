"""What the worker does for moderation."""

from __future__ import annotations

from portal.moderation.handlers import digest, families, news, reports

__all__ = [
    "digest",
    "families",
    "news",
    "reports",
]

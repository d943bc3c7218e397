"""What the worker does for retention: it cleans up after erasures, runs the job daily, writes news and the digest."""

from __future__ import annotations

from portal.retention.handlers import cleaning, daily, digest, news

__all__ = [
    "cleaning",
    "daily",
    "digest",
    "news",
]

"""What the worker does for retention: it cleans up after erasures, and runs the job daily."""

from __future__ import annotations

from portal.retention.handlers import cleaning, daily

__all__ = [
    "cleaning",
    "daily",
]

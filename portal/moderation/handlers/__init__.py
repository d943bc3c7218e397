"""What the worker does for moderation."""

from __future__ import annotations

from portal.moderation.handlers import families, reports

__all__ = [
    "families",
    "reports",
]

"""What the worker does for surveys."""

from __future__ import annotations

from portal.surveys.handlers import counting, mixing

__all__ = ["counting", "mixing"]

"""What the worker does for surveys."""

from __future__ import annotations

from portal.surveys.handlers import (
    closing,
    counting,
    inviting,
    mixing,
)

__all__ = [
    "closing",
    "counting",
    "inviting",
    "mixing",
]

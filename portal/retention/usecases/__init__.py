"""The verbs of retention: erasing, and forbidding to erase."""

from __future__ import annotations

from portal.retention.usecases.erasing import erase_comment, erase_on_request
from portal.retention.usecases.holds import end_hold, set_hold

__all__ = [
    "end_hold",
    "erase_comment",
    "erase_on_request",
    "set_hold",
]

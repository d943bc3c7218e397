"""What was noticed about a comment, for moderators alone. A signal rules nothing."""

from __future__ import annotations

from enum import StrEnum


class Signal(StrEnum):
    """The kinds of what is noticed, as `Comment.signals` keeps them; alphabetical."""

    SUPPORT_SURGE = "support_surge"

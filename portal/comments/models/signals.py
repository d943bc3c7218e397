"""What was noticed when a comment came in. A signal is for moderators alone: it rules nothing and hides nothing."""

from __future__ import annotations

from enum import StrEnum


class Signal(StrEnum):
    """Something that is more often so with spam than with people."""

    TRAP = "trap"  # the field that people do not see was filled in
    FAST = "fast"  # the form was sent within seconds
    LINKS = "links"  # more than two links, or several to one host
    SENT_BEFORE = "sent_before"  # the same words were sent before
    MANY = "many"  # its network sent more than usual that day; `Comment.fold` is what those have in common
    SUPPORT_SURGE = "support_surge"  # it was supported more often within an hour than usual

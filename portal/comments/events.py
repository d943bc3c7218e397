"""What happens to comments."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.events import Event


@dataclass(frozen=True)
class CommentPosted(Event):
    """A visitor's comment was received; it waits for review."""

    comment_id: int

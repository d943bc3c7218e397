"""What happens to comments."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.events import Event


@dataclass(frozen=True)
class CommentPosted(Event):
    """A visitor's comment was received; it waits for review."""

    comment_id: int


@dataclass(frozen=True)
class CommentChanged(Event):
    """Its author changed a comment that waits, or hid words of one, which may be public."""

    comment_id: int


@dataclass(frozen=True)
class CommentErased(Event):
    """Its text and all that tells of its author was wiped; `file_keys` name the files that go with it."""

    comment_id: int
    file_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommentWithdrawn(Event):
    """Its author took it back."""

    comment_id: int


@dataclass(frozen=True)
class ContactDropped(Event):
    """The address for news of a comment was deleted."""

    comment_id: int

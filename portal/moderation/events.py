"""What moderators decide, and what came from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.events import Event


@dataclass(frozen=True)
class FeedbackRuled(Event):
    """A moderator ruled on a comment, or took a ruling back; `ruling_id` tells which way."""

    comment_id: int
    ruling_id: int


@dataclass(frozen=True)
class FeedbackImported(Event):
    """A comment was imported with the state that it had elsewhere."""

    comment_id: int


@dataclass(frozen=True)
class AppealAnswered(Event):
    """Somebody answered an author's appeal; for good."""

    comment_id: int
    appeal_id: int

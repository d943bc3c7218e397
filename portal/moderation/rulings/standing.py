"""Whether an actor may rule on these very comments."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.models import Comment
from portal.core.permissions import Actor, Permission, authorize


def authorize_on(actor: Actor, comments: Sequence[Comment]) -> None:
    """Raise `Forbidden` unless the actor may rule on each of the comments."""
    for _comment in comments:
        authorize(actor, Permission.FEEDBACK_RULE)

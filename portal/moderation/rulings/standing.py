"""Whether an actor may rule on these very comments."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.models import Comment
from portal.core.permissions import Actor, Permission, Role, authorize
from portal.feedback import queries as feedback


def authorize_on(actor: Actor, comments: Sequence[Comment]) -> None:
    """Raise `Forbidden` unless the actor may rule on each of the comments."""
    authorize(actor, Permission.FEEDBACK_RULE)
    if not actor.has(Role.PARTNER):
        return  # nobody else is bound, and a letter may have been sent by hundreds
    for comment in comments:
        authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment.id))

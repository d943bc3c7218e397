"""Whether an actor may rule on these very comments."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.models import Comment
from portal.core.permissions import Actor, Permission, authorize
from portal.feedback import queries as feedback


def authorize_on(actor: Actor, comments: Sequence[Comment]) -> None:
    """Raise `Forbidden` unless the actor may rule on each of the comments."""
    # who is bound hangs on the project alone, and a letter may have been sent by hundreds
    for comment in {comment.project_id: comment for comment in comments}.values():
        authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment.id))

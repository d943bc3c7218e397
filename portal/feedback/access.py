"""Who may see which feedback: the one rule that pages, search, counts and exports obey.

Its twin in SQL is `queries.visible_to`; a test holds the two together for every person and state.
"""

from __future__ import annotations

from typing import Any

from portal.comments.models import FeedbackState
from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.FEEDBACK_READ)
def may_read_feedback(actor: Actor, state: FeedbackState | None) -> bool:
    """Published feedback is everybody's, what is erased nobody's; all else is for moderators alone."""
    if state == FeedbackState.ERASED:
        return False
    return state == FeedbackState.PUBLISHED or actor.has(Role.MODERATOR)


@rule(Permission.FEEDBACK_SEARCH)
def may_search_feedback(actor: Actor, _thing: Any = None) -> bool:
    """The committee's search is for those who work with what was said."""
    return actor.has(Role.CLERK, Role.MEMBER, Role.MODERATOR)

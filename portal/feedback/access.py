"""Who may see which feedback: the one rule that pages, search, counts and exports obey.

Its twin in SQL is `queries.visible_to`; a test holds the two together for every person and state.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from portal.comments.models import FeedbackState
from portal.core.permissions import Actor, Permission, Role, rule


@dataclass(frozen=True)
class Standing:
    """What decides who may read a text: its state, and who speaks for a partner of the project that it is about."""

    state: FeedbackState
    bound: Collection[int] = frozenset()


@rule(Permission.FEEDBACK_READ)
def may_read_feedback(actor: Actor, standing: Standing | None) -> bool:
    """Published feedback is everybody's, what is erased nobody's; all else is for moderators alone.

    Whoever speaks for a partner sees of the feedback on its projects what everybody sees, even as a moderator.
    """
    if standing is None or standing.state == FeedbackState.ERASED:
        return False
    if standing.state == FeedbackState.PUBLISHED:
        return True
    return actor.has(Role.MODERATOR) and actor.person_id not in standing.bound


@rule(Permission.FEEDBACK_SEARCH)
def may_search_feedback(actor: Actor, _thing: Any = None) -> bool:
    """The committee's search is for those who work with what was said."""
    return actor.has(Role.CLERK, Role.MEMBER, Role.MODERATOR)

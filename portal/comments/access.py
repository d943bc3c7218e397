"""Who may comment, and when; who enters what others said."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule
from portal.projects.models import CommentWindow


@rule(Permission.COMMENT_POST)
def may_post_comment(_actor: Actor, window: CommentWindow | None) -> bool:
    """Anyone, signed in or not, while comments are open."""
    return window is CommentWindow.OPEN


@rule(Permission.COMMENT_ENTER)
def may_enter_comment(actor: Actor, _thing: Any = None) -> bool:
    """Clerks and moderators, who take down what is said on paper, on the phone or in a room."""
    return actor.has(Role.CLERK, Role.MODERATOR)

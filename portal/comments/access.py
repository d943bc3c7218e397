"""Who may comment, and when."""

from __future__ import annotations

from portal.core.permissions import Actor, Permission, rule
from portal.projects.models import CommentWindow


@rule(Permission.COMMENT_POST)
def may_post_comment(_actor: Actor, window: CommentWindow | None) -> bool:
    """Anyone, signed in or not, while comments are open."""
    return window is CommentWindow.OPEN

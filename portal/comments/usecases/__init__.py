"""The verbs of comments."""

from __future__ import annotations

from portal.comments.usecases.contacts import confirm_contact, drop_contact
from portal.comments.usecases.posting import CommentsClosed, post_comment

__all__ = [
    "CommentsClosed",
    "confirm_contact",
    "drop_contact",
    "post_comment",
]

"""The verbs of comments."""

from __future__ import annotations

from portal.comments.usecases.posting import CommentsClosed, post_comment

__all__ = [
    "CommentsClosed",
    "post_comment",
]

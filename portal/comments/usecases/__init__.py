"""The verbs of comments."""

from __future__ import annotations

from portal.comments.usecases.posting import CommentsClosed, post_comment
from portal.comments.usecases.supporting import SupportClosed, support_comment

__all__ = [
    "CommentsClosed",
    "SupportClosed",
    "post_comment",
    "support_comment",
]

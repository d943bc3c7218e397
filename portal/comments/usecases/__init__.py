"""The verbs of comments."""

from __future__ import annotations

from portal.comments.usecases.posting import CommentsClosed, post_comment
from portal.comments.usecases.slips import print_slips
from portal.comments.usecases.supporting import SupportClosed, support_comment
from portal.comments.usecases.taking_down import enter_comment, import_taken_down, planned

__all__ = [
    "CommentsClosed",
    "SupportClosed",
    "enter_comment",
    "import_taken_down",
    "planned",
    "post_comment",
    "print_slips",
    "support_comment",
]

"""The verbs of comments."""

from __future__ import annotations

from portal.comments.usecases.contacts import confirm_contact, drop_contact
from portal.comments.usecases.editing import edit_comment
from portal.comments.usecases.masking import NothingToMask, mask_comment
from portal.comments.usecases.posting import CommentsClosed, post_comment
from portal.comments.usecases.withdrawing import withdraw_comment

__all__ = [
    "CommentsClosed",
    "NothingToMask",
    "confirm_contact",
    "drop_contact",
    "edit_comment",
    "mask_comment",
    "post_comment",
    "withdraw_comment",
]

"""The verbs of comments."""

from __future__ import annotations

from portal.comments.usecases.contacts import confirm_contact, drop_contact
from portal.comments.usecases.editing import edit_comment
from portal.comments.usecases.masking import NothingToMask, mask_comment
from portal.comments.usecases.posting import CommentsClosed, post_comment
from portal.comments.usecases.slips import print_slips
from portal.comments.usecases.supporting import SupportClosed, support_comment
from portal.comments.usecases.taking_down import enter_comment, import_taken_down, planned
from portal.comments.usecases.withdrawing import withdraw_comment

__all__ = [
    "CommentsClosed",
    "NothingToMask",
    "SupportClosed",
    "confirm_contact",
    "drop_contact",
    "edit_comment",
    "enter_comment",
    "import_taken_down",
    "mask_comment",
    "planned",
    "post_comment",
    "print_slips",
    "support_comment",
    "withdraw_comment",
]

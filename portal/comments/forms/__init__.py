"""The forms of comments: shape, limits, and the words of their errors."""

from __future__ import annotations

from portal.comments.forms.posting import AUDIENCE_NAMES, STANCE_NAMES, STANCES_SAID, CommentForm, ItemCommentForm
from portal.comments.forms.supporting import SupportForm
from portal.comments.forms.taking_down import CHANNEL_NAMES, EntryForm, SlipsForm, TableForm, target_key

__all__ = [
    "AUDIENCE_NAMES",
    "CHANNEL_NAMES",
    "STANCES_SAID",
    "STANCE_NAMES",
    "CommentForm",
    "EntryForm",
    "ItemCommentForm",
    "SlipsForm",
    "SupportForm",
    "TableForm",
    "target_key",
]

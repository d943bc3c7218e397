"""The forms of comments, and the words of their choices."""

from __future__ import annotations

from portal.comments.forms.own import EditForm, MaskForm
from portal.comments.forms.posting import CommentForm, ItemCommentForm
from portal.comments.forms.supporting import SupportForm
from portal.comments.forms.taking_down import CHANNEL_NAMES, EntryForm, SlipsForm, TableForm
from portal.comments.forms.words import AUDIENCE_NAMES, DETAIL_NAMES, STANCE_NAMES, STANCES_SAID

__all__ = [
    "AUDIENCE_NAMES",
    "CHANNEL_NAMES",
    "DETAIL_NAMES",
    "STANCES_SAID",
    "STANCE_NAMES",
    "CommentForm",
    "EditForm",
    "EntryForm",
    "ItemCommentForm",
    "MaskForm",
    "SlipsForm",
    "SupportForm",
    "TableForm",
]

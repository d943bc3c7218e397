"""Tables of comments, and the states of feedback."""

from __future__ import annotations

from portal.comments.models.beside import LONGEST_ALT, CommentContact, CommentPhoto, Support
from portal.comments.models.comments import LONGEST_BODY, LONGEST_NAME, LONGEST_OCCASION, Comment
from portal.comments.models.signals import Signal
from portal.comments.models.states import GONE, MOVES, Audience, Channel, FeedbackState, Stance

__all__ = [
    "GONE",
    "LONGEST_ALT",
    "LONGEST_BODY",
    "LONGEST_NAME",
    "LONGEST_OCCASION",
    "MOVES",
    "Audience",
    "Channel",
    "Comment",
    "CommentContact",
    "CommentPhoto",
    "FeedbackState",
    "Signal",
    "Stance",
    "Support",
]

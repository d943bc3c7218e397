"""Hiding words of a comment after it was sent."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.author_deeds import record_deed
from portal.comments.events import CommentChanged
from portal.comments.masking import masked_words
from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.errors import Refused, WrongState
from portal.core.events import emit
from portal.core.usecase import usecase


class NothingToMask(Refused):
    """What was typed is not in the text."""

    def __init__(self) -> None:
        super().__init__(_("None of these words are in your comment. Copy them from your text."), "passages")


@usecase
def mask_comment(*, receipt_id: int, passages: Sequence[str], name: bool = False, area: bool = False) -> int:
    """Hide `passages` in the text, and, if told so, name and area altogether; returns the comment's id.

    Whoever holds the receipt may. Raises `NothingToMask` where the words are not in it, `WrongState` where nobody can
    come to read the text any more.
    """
    comment = queries.comment_for_ruling(queries.id_by_receipt(receipt_id))
    if comment.state not in queries.MASKABLE:
        raise WrongState(_("Nobody can read your comment now. There is nothing to hide."))
    body = masked_words(comment.body, passages)
    hidden = body != comment.body, name and comment.display_name != "", area and comment.area != ""
    if not any(hidden):
        raise NothingToMask
    comment.body = body
    comment.display_name = "" if name else comment.display_name
    comment.area = "" if area else comment.area
    _keep_trace(comment)
    emit(CommentChanged(comment.id))
    return comment.id


def _keep_trace(comment: Comment) -> None:
    """In the public record, if it vouches for the text or the text was seen; else it is a change like any other."""
    if comment.state == FeedbackState.PENDING and not queries.has_commitments(comment.id):
        comment.edited_at = now()
        return
    record_deed(comment, "feedback.masked")

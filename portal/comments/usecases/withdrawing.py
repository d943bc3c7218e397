"""Taking a comment back."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.author_deeds import record_deed
from portal.comments.events import CommentWithdrawn
from portal.comments.models import FeedbackState
from portal.core.events import emit
from portal.core.usecase import usecase


@usecase
def withdraw_comment(*, receipt_id: int) -> int:
    """Take a comment back from whatever state; returns its id. Whoever holds the receipt may.

    Raises `WrongState` where that was done before.
    """
    comment = queries.comment_for_ruling(queries.id_by_receipt(receipt_id))
    before = FeedbackState(comment.state)
    comment.withdraw(_("Your comment was already withdrawn."))
    record_deed(comment, "feedback.withdrawn", before)
    emit(CommentWithdrawn(comment.id))
    return comment.id

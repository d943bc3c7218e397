"""Erasing a comment: for its author, and for somebody who asked the staff."""

from __future__ import annotations

from portal.comments import queries as comments
from portal.comments.models import FeedbackState
from portal.core.permissions import VISITOR, Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.retention import queries
from portal.retention.erasing import erase, hide
from portal.retention.models import AskedBy, RequestReason


@usecase
def erase_comment(*, receipt_id: int) -> bool:
    """Erase the comment of a receipt for whoever holds its code; again does no harm.

    False where the law holds it: then it is only taken from the public, and erased when the hold ends.
    """
    return _erase(VISITOR, comments.id_by_receipt(receipt_id), AskedBy.AUTHOR, None)


@usecase
def erase_on_request(*, actor: Actor, comment_id: int, reason: RequestReason) -> bool:
    """Erase a comment since somebody asked for it who has no receipt; as above."""
    authorize(actor, Permission.FEEDBACK_ERASE)
    return _erase(actor, comment_id, AskedBy.REQUEST, reason)


def _erase(actor: Actor, comment_id: int, by: AskedBy, reason: RequestReason | None) -> bool:
    comment = comments.comment_for_ruling(comment_id)
    if comment.state == FeedbackState.ERASED:
        return True
    if queries.held([comment_id]):
        hide(actor, comment, by, reason)
        return False
    erase(actor, [comment_id], by, reason)
    return True

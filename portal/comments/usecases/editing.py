"""Changing a comment that nobody has ruled on yet."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.author_deeds import record_deed
from portal.comments.events import CommentChanged
from portal.comments.models import Audience, FeedbackState, Stance
from portal.core.clock import now
from portal.core.errors import WrongState
from portal.core.events import emit
from portal.core.usecase import usecase


@usecase
def edit_comment(
    *,
    receipt_id: int,
    body: str,
    display_name: str = "",
    audience: Audience | None = None,
    area: str = "",
    stance: Stance | None = None,
) -> int:
    """Put other words in the place of what was sent; returns the comment's id.

    Whoever holds the receipt may. Raises `WrongState` once the time is over or a moderator was faster.
    """
    comment = queries.comment_for_ruling(queries.id_by_receipt(receipt_id))
    # read under the lock: a moderator who rules at this moment has the same row locked, and one of both comes second
    if comment.state != FeedbackState.PENDING:
        raise WrongState(_("A moderator was faster. Your comment was not changed."))
    if now() >= comment.received_at + queries.edit_time():
        raise WrongState(_("The time to change your comment is over. Your comment was not changed."))
    comment.body, comment.display_name, comment.area = body, display_name, area
    comment.audience, comment.edited_at = audience, now()
    if comment.agenda_item_id is not None:
        comment.stance = stance
    if queries.has_commitments(comment.id):  # it was ruled on, and the ruling was taken back
        record_deed(comment, "feedback.changed")
    emit(CommentChanged(comment.id))
    return comment.id

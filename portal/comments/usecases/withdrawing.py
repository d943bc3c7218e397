"""Taking a comment back."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.events import CommentWithdrawn
from portal.core.addresses import key_text
from portal.core.errors import NotFound
from portal.core.events import emit
from portal.core.permissions import VISITOR
from portal.core.usecase import usecase
from portal.record.models import Deed, append


@usecase
def withdraw_comment(*, receipt_id: int) -> int:
    """Take a comment back from whatever state; returns its id. Whoever holds the receipt may.

    Raises `WrongState` where that was done before.
    """
    comment = queries.comment_for_ruling(queries.id_by_receipt(receipt_id))
    if comment is None:
        raise NotFound
    before = comment.state
    comment.withdraw(_("Your comment was already withdrawn."))
    deed = Deed(
        action="feedback.withdrawn",
        subject=f"comment:{key_text(comment.id)}",
        role="author",
        from_state=before,
        to_state=comment.state,
    )
    append(VISITOR, deed)
    emit(CommentWithdrawn(comment.id))
    return comment.id

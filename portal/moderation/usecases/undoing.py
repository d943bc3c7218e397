"""Taking a ruling back."""

from __future__ import annotations

from portal.comments import queries as comments
from portal.core.errors import NotFound, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.rulings import undo
from portal.moderation.words import why_no_undo


@usecase
def undo_ruling(*, actor: Actor, ruling_id: int) -> int:
    """Take a ruling back while the undo time runs, as a ruling of its own; returns that one's id."""
    authorize(actor, Permission.RULING_UNDO)
    ruling = queries.ruling_to_undo(ruling_id)
    comment = comments.comment_for_ruling(ruling.comment_id) if ruling else None
    # read only now: the lock on the comment holds back whoever would rule on it at the same moment
    line = queries.ruling_line(ruling_id)
    if ruling is None or comment is None or line is None:
        raise NotFound
    authorize(actor, Permission.RULING_UNDO, feedback.bound_people(comment.id))
    if not line.undoable:
        raise WrongState(why_no_undo(line))
    return undo(actor, comment, ruling).id

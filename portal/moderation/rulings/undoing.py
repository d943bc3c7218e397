"""Taking a ruling back: the comment returns to where it was, and that is a ruling of its own."""

from __future__ import annotations

from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.permissions import Actor
from portal.moderation import queries
from portal.moderation.models import Ruling, RulingKind
from portal.moderation.rulings.kinds import ACTIONS
from portal.moderation.rulings.moving import move_back
from portal.moderation.rulings.redacting import put_back
from portal.moderation.rulings.writing import write_all


def undo(actor: Actor, comment: Comment, ruling: Ruling) -> Ruling:
    """Undo `ruling`, which the caller knows may be undone: state, text, page, and questions that it had closed."""
    if ruling.kind == RulingKind.REDACT:
        put_back(comment, ruling)
    if ruling.kind == RulingKind.MOVE:
        move_back(comment, ruling)
    comment.return_to(FeedbackState(ruling.from_state))
    for look in queries.looks_closed_at(comment.id, ruling.ruled_at):
        look.closed_at = look.closed_by = None
    taken_back = Ruling(kind=RulingKind.UNDO, from_state=FeedbackState(ruling.to_state), undoes_id=ruling.id)
    write_all(actor, [(comment, taken_back)], ACTIONS[RulingKind.UNDO], None, now())
    return taken_back

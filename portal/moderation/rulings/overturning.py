"""What a granted appeal does: it takes back what the ruling did, whichever kind it was, as a ruling of its own."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.permissions import Actor
from portal.moderation import queries
from portal.moderation.models import Ruling, RulingKind
from portal.moderation.rulings.engine import rule
from portal.moderation.rulings.kinds import ACTIONS
from portal.moderation.rulings.redacting import put_back
from portal.moderation.rulings.writing import write_all


def overturn(actor: Actor, comment: Comment, appealed: Ruling) -> None:
    """Make a declined or hidden comment public, or put back the passages that were taken out."""
    if comment.state == FeedbackState.DECLINED:
        rule(actor, comment, RulingKind.OVERTURN)
        return
    overturned = Ruling(kind=RulingKind.OVERTURN, from_state=FeedbackState(comment.state))
    if comment.state == FeedbackState.HIDDEN:
        comment.restore(_("This comment is not hidden any more."))
    else:
        _uncover(comment, appealed)
    write_all(actor, [(comment, overturned)], ACTIONS[RulingKind.OVERTURN], None, now())


def _uncover(comment: Comment, appealed: Ruling) -> None:
    if comment.id not in queries.sealed_originals([comment.id]):
        raise Refused(_("The original was destroyed, so it cannot be put back. Let the ruling stand and say why."))
    put_back(comment, appealed)

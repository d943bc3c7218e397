"""Setting and ending legal holds."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import FeedbackState
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.retention import queries
from portal.retention.models import LONGEST_HOLD_REASON, LegalHold


@usecase
def set_hold(*, actor: Actor, comment_id: int, reason: str) -> int:
    """Forbid to destroy a comment until the hold ends; returns the hold's id."""
    authorize(actor, Permission.HOLD_SET)
    try:
        comment = comments.comment_for_ruling(comment_id)  # locked: nobody erases it at the same moment
    except NotFound as error:
        words = _("There is no comment with this key. Compare it with the address of its page.")
        raise Refused(words, "key") from error
    if comment.state == FeedbackState.ERASED:
        raise Refused(_("This comment was erased. There is nothing left to hold."), "key")
    if not 0 < len(reason) <= LONGEST_HOLD_REASON:
        raise Refused(_("Write the reason, in 500 characters or fewer"), "reason")
    assert actor.person_id is not None
    hold = LegalHold(comment_id=comment_id, reason=reason, set_by=actor.person_id)
    db.session.add(hold)
    db.session.flush()
    return hold.id


@usecase
def end_hold(*, actor: Actor, hold_id: int) -> int:
    """End a hold; what its author asked to erase is then erased by the next retention run. Returns the hold's id."""
    authorize(actor, Permission.HOLD_SET)
    hold = queries.hold_to_end(hold_id)
    if hold is None:
        raise NotFound
    hold.end(actor.person_id)
    return hold.id

"""Moving a comment to the page that it is about."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.queries import TargetKey
from portal.core.errors import Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.moderation.models import LONGEST_NOTE
from portal.moderation.rulings import move
from portal.moderation.rulings.standing import authorize_on


@usecase
def move_comment(*, actor: Actor, comment_id: int, target: TargetKey, note: str = "") -> int:
    """Let a comment, and its replies, be about another page; its state stays. Returns the ruling's id.

    `note` is for its author, who reads it with the receipt.
    """
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    authorize_on(actor, [comment])
    about = comments.target(target)
    if about is None:
        raise Refused(_("Choose one from the list"), "to")
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Shorten the note to 1,000 characters or fewer"), "note")
    return move(actor, comment, about, note=note).id

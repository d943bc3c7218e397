"""What a ruling settles besides: who reads the item, and who was asked to look at it a second time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from portal.comments.models import Comment
from portal.core.db import db
from portal.core.errors import WrongState
from portal.core.permissions import Actor
from portal.moderation import queries


def settle_all(actor: Actor, comments: Sequence[Comment], moment: datetime) -> None:
    """Close the open questions for a second look, and end the claims. Whoever asked does not rule: `WrongState`."""
    ids = [comment.id for comment in comments]
    for look in queries.open_looks(ids):
        if look.asked_by == actor.person_id:
            raise WrongState(_("You asked for a second look at this comment. Somebody else rules on it."))
        look.closed_at, look.closed_by = moment, actor.person_id
    end_claims(ids)


def end_claims(ids: Sequence[int]) -> None:
    """Nobody reads these any more."""
    for claim in queries.claims_on(ids):
        db.session.delete(claim)

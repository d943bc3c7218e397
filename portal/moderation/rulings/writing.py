"""How a ruling comes into its table and into the public record: at one moment, with the text that stands after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.events import emit
from portal.core.permissions import Actor
from portal.moderation.events import FeedbackRuled
from portal.moderation.models import Guideline, Ruling
from portal.record.models import Deed, append_all


def write_all(
    actor: Actor,
    ruled: Sequence[tuple[Comment, Ruling]],
    action: str,
    guideline: Guideline | None,
    moment: datetime,
) -> None:
    """Record rulings that have just moved their comments. They share an action and what they cite."""
    deeds = [_deed(comment, ruling, action, guideline) for comment, ruling in ruled]
    for (comment, ruling), number in zip(ruled, append_all(actor, deeds, moment), strict=True):
        ruling.comment_id, ruling.moderator_id = comment.id, actor.person_id
        ruling.to_state, ruling.ruled_at = FeedbackState(comment.state), moment
        ruling.record_seq = number
        db.session.add(ruling)
    db.session.flush()
    for comment, ruling in ruled:
        emit(FeedbackRuled(comment.id, ruling.id))


def _deed(comment: Comment, ruling: Ruling, action: str, guideline: Guideline | None) -> Deed:
    return Deed(
        action=action,
        subject=f"comment:{key_text(comment.id)}",
        role="moderator",
        guideline=guideline.code if guideline else None,
        from_state=ruling.from_state,
        to_state=comment.state,
        text=comment.body,
    )

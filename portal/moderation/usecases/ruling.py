"""Ruling on comments. Each ruling and its entry in the public record are one transaction."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.events import FeedbackRuled
from portal.moderation.models import LONGEST_NOTE, Ruling, RulingKind
from portal.moderation.words import said_by, why_no_undo
from portal.record.models import Deed, append


@usecase
def publish_comment(*, actor: Actor, comment_id: int) -> int:
    """Make a waiting comment public; returns the ruling's id. `WrongState` says who was faster."""
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    comment = _waiting(comment_id)
    comment.publish(_("This comment does not wait any more."))
    ruling = Ruling(kind=RulingKind.PUBLISH, from_state=FeedbackState.PENDING)
    return _write(actor, comment, ruling, "feedback.published")


@usecase
def decline_comment(*, actor: Actor, comment_id: int, guideline_code: str, note: str = "") -> int:
    """Keep a waiting comment from the public, citing a guideline; returns the ruling's id.

    `note` is for the author alone, who reads it with the receipt. `WrongState` says who was faster.
    """
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    comment = _waiting(comment_id)
    guideline = queries.guideline_by_code(guideline_code)
    if guideline is None:
        raise Refused(_("Choose the guideline that the comment does not meet"), "guideline")
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Shorten the note to 1,000 characters or fewer"), "note")
    comment.decline(_("This comment does not wait any more."))
    ruling = Ruling(kind=RulingKind.DECLINE, from_state=FeedbackState.PENDING, guideline_id=guideline.id, note=note)
    return _write(actor, comment, ruling, "feedback.declined", guideline.code)


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
    comment.return_to(FeedbackState(ruling.from_state))
    undo = Ruling(kind=RulingKind.UNDO, from_state=FeedbackState(ruling.to_state), undoes_id=ruling.id)
    return _write(actor, comment, undo, "feedback.undone")


def _waiting(comment_id: int) -> Comment:
    comment = comments.comment_for_ruling(comment_id)
    if comment is None:
        raise NotFound
    if comment.state != FeedbackState.PENDING:
        last = queries.last_ruling_of(comment_id)
        raise WrongState(said_by(last) if last else _("This comment does not wait any more."))
    return comment


def _write(actor: Actor, comment: Comment, ruling: Ruling, action: str, guideline: str | None = None) -> int:
    """Record the ruling that has just moved the comment, in the public record and in its own table."""
    moment = now()
    deed = Deed(
        action=action,
        subject=f"comment:{key_text(comment.id)}",
        role="moderator",
        guideline=guideline,
        from_state=ruling.from_state,
        to_state=comment.state,
        text=comment.body,
    )
    ruling.comment_id, ruling.moderator_id = comment.id, actor.person_id
    ruling.to_state, ruling.ruled_at = FeedbackState(comment.state), moment
    ruling.record_seq = append(actor, deed, moment)
    db.session.add(ruling)
    db.session.flush()
    emit(FeedbackRuled(comment.id, ruling.id))
    return ruling.id

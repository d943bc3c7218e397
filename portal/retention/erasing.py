"""Erasing: one way for whoever asks, so that nothing is forgotten. The tombstone and the chain of the record stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from portal.comments.events import CommentErased, CommentWithdrawn
from portal.comments.models import GONE, Comment, FeedbackState
from portal.comments.models.mails import beginning
from portal.core import queries as core
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.events import emit
from portal.core.permissions import Actor
from portal.record.models import Deed, append, append_all
from portal.retention import queries, tombstones
from portal.retention.models import AskedBy, Tombstone
from portal.retention.tombstones import Line


def subject_of(comment_id: int) -> str:
    """What the public record calls a comment."""
    return f"comment:{key_text(comment_id)}"


def erase(
    actor: Actor, ids: Collection[int], by: AskedBy, reason: str | None = None, at: datetime | None = None
) -> int:
    """Erase these comments in the transaction at hand; how many were not erased before.

    Whoever calls has looked that the law holds none of them. Writes the list outside the database last, when nothing
    but the commit can fail.
    """
    comments = queries.comments_to_erase(ids)
    chosen = [comment.id for comment in comments]
    if not chosen:
        return 0
    core.drop_mails(*map(beginning, chosen))
    photos = queries.photo_keys(chosen)
    for comment_id in chosen:
        emit(CommentErased(comment_id, photos.get(comment_id, ())))
    deeds = [_deed("feedback.erased", comment, FeedbackState.ERASED, by, reason) for comment in comments]
    _leave_families(chosen)
    queries.wipe_traces(chosen)
    for comment in comments:
        comment.erase(_("This comment was erased before."))
        comment.represented_by_id = None
    append_all(actor, deeds)
    moment = at or now()
    lines = [Line(subject_of(comment_id), moment, by) for comment_id in chosen]
    bury(lines)
    tombstones.append(lines)
    return len(chosen)


def bury(lines: Collection[Line]) -> None:
    """Note the tombstones in the database, those that are not there yet."""
    known = queries.buried([line.subject for line in lines])
    new = {line.subject: line for line in lines if line.subject not in known}
    db.session.add_all(Tombstone(subject=s, erased_at=o.erased_at, asked_by=o.asked_by) for s, o in new.items())
    db.session.flush()


def hide(actor: Actor, comment: Comment, by: AskedBy, reason: str | None = None) -> None:
    """Take a comment from the public that the law forbids to erase; the end of the hold completes it."""
    if queries.waits_for_end(subject_of(comment.id)):
        return
    deed = _deed("feedback.held", comment, FeedbackState.WITHDRAWN, by, reason)
    if comment.state not in GONE:
        comment.withdraw(_("This comment was erased before."))
        emit(CommentWithdrawn(comment.id))
    append(actor, deed)


def _deed(action: str, comment: Comment, to_state: FeedbackState, by: AskedBy, reason: str | None) -> Deed:
    return Deed(
        action=action,
        subject=subject_of(comment.id),
        role=by,
        reason=reason,
        from_state=comment.state,
        to_state=to_state,
    )


def _leave_families(ids: Collection[int]) -> None:
    """The voices of others stay public: another member stands for the family."""
    for family in queries.families_led_by(ids):
        old, new = family.representative_id, queries.next_representative(family.id, ids)
        queries.hand_over(old, new)
        if new is None:
            queries.forget_family(family.id)
        else:
            family.representative_id = new
    queries.let_stand_alone(ids)
    db.session.flush()

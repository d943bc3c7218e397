"""What each kind of ruling does to the state of a comment, what it is called in the public record, what it needs."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from portal.comments.models import GONE, Comment, FeedbackState
from portal.core.errors import Refused, WrongState
from portal.moderation import queries
from portal.moderation.models import (
    CITING,
    LONGEST_NOTE,
    LONGEST_PASSAGE,
    LONGEST_WAITS_FOR,
    Guideline,
    RulingKind,
)
from portal.moderation.words import said_by

ACTIONS = {
    RulingKind.PUBLISH: "feedback.published",
    RulingKind.REDACT: "feedback.redacted",
    RulingKind.DECLINE: "feedback.declined",
    RulingKind.SET_ASIDE: "feedback.set_aside",
    RulingKind.HIDE: "feedback.hidden",
    RulingKind.RESTORE: "feedback.restored",
    RulingKind.MOVE: "feedback.moved",
    RulingKind.OVERTURN: "feedback.overturned",
    RulingKind.UNDO: "feedback.undone",
}
# Where each kind may begin; the methods of the comment hold it, and pages offer nothing else.
STARTS = {
    RulingKind.PUBLISH: frozenset({FeedbackState.PENDING, FeedbackState.SET_ASIDE}),
    RulingKind.REDACT: frozenset({FeedbackState.PENDING, FeedbackState.SET_ASIDE, FeedbackState.PUBLISHED}),
    RulingKind.DECLINE: frozenset({FeedbackState.PENDING, FeedbackState.SET_ASIDE}),
    RulingKind.SET_ASIDE: frozenset({FeedbackState.PENDING}),
    RulingKind.HIDE: frozenset({FeedbackState.PUBLISHED}),
    RulingKind.RESTORE: frozenset({FeedbackState.HIDDEN}),
    RulingKind.MOVE: frozenset(FeedbackState) - GONE,
}


def _redact(comment: Comment, words: str) -> None:
    """What is published stays so."""
    if comment.state != FeedbackState.PUBLISHED:
        comment.publish(words)


_MOVES: dict[RulingKind, Callable[[Comment, str], None]] = {
    RulingKind.PUBLISH: Comment.publish,
    RulingKind.REDACT: _redact,
    RulingKind.DECLINE: Comment.decline,
    RulingKind.SET_ASIDE: Comment.set_aside,
    RulingKind.HIDE: Comment.hide,
    RulingKind.RESTORE: Comment.restore,
    RulingKind.OVERTURN: Comment.overturn,
}


def apply(comment: Comment, kind: RulingKind) -> None:
    """Bring the comment where this kind brings it; `WrongState` says who was faster, where somebody was."""
    try:
        _MOVES[kind](comment, "")
    except WrongState as refusal:
        raise WrongState(too_late(comment.id, kind)) from refusal


def too_late(comment_id: int, kind: RulingKind) -> str:
    """Why a ruling of this kind cannot be given: who ruled meanwhile or, where nobody did, where it may begin."""
    last = queries.last_ruling_of(comment_id)
    return said_by(last) if last else _wrong_start(kind)


def _wrong_start(kind: RulingKind) -> str:
    if kind is RulingKind.HIDE:
        return _("Only a published comment can be hidden.")
    if kind is RulingKind.RESTORE:
        return _("Only a hidden comment can be made public again.")
    if kind is RulingKind.OVERTURN:
        return _("Only a comment that was declined can be published after an appeal.")
    return _("This comment does not wait any more.")


def check(kind: RulingKind, guideline: Guideline | None, passage: str, words: str, waits_for: str) -> None:
    """Refuse what a ruling of this kind lacks, and what is too long; `words` are the longer of note and remedy."""
    if kind in CITING and (guideline is None or guideline.retired):
        raise Refused(_("Choose the guideline that the comment does not meet"), "guideline")
    if len(passage) > LONGEST_PASSAGE:
        raise Refused(_("Shorten the passage to 1,000 characters or fewer"), "passage")
    if len(words) > LONGEST_NOTE:
        raise Refused(_("Shorten the note to 1,000 characters or fewer"), "note")
    if kind is RulingKind.SET_ASIDE and not waits_for:
        raise Refused(_("Write whom the comment waits for"), "waits_for")
    if len(waits_for) > LONGEST_WAITS_FOR:
        raise Refused(_("Shorten the text to 160 characters or fewer"), "waits_for")

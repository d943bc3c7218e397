"""The engine: moves comments, writes rulings with their entries in the public record, says that it happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from flask_babel import gettext as _

from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Actor
from portal.moderation.models import LONGEST_NOTE, Guideline, Ruling, RulingKind
from portal.moderation.rulings.kinds import ACTIONS, apply, check
from portal.moderation.rulings.redacting import take_out_of, write_seals
from portal.moderation.rulings.settling import end_claims, settle_all
from portal.moderation.rulings.standing import authorize_on
from portal.moderation.rulings.writing import write_all


class Terms(TypedDict, total=False):
    """What a ruling says beside its kind: see `rule_all`."""

    guideline: Guideline | None
    passage: str
    remedy: str
    note: str
    waits_for: str
    take_out: Sequence[str]
    hide_photo: bool
    family_id: int | None


def rule(
    actor: Actor, comment: Comment, kind: RulingKind, *, read: str | None = None, **terms: Unpack[Terms]
) -> Ruling:
    """Rule on one comment, locked by the caller; see `rule_all`. `read` is the `reading` that the moderator had."""
    check_reading(comment, read)
    (ruling,) = rule_all(actor, [comment], kind, **terms)
    return ruling


def cite(
    actor: Actor,
    comment: Comment,
    kind: RulingKind,
    guideline: Guideline | None,
    *,
    passage: str,
    remedy: str | None,
    note: str,
    read: str | None,
) -> Ruling:
    """Rule on one comment under a guideline, with words for its author: a decline, or hiding what is published.

    `passage` is what in the text is meant ("": all of it), `remedy` what would make it publishable (None: what the
    guideline advises).
    """
    check_passage(comment, passage)
    remedy = advice_of(guideline, comment) if remedy is None else remedy
    return rule(actor, comment, kind, read=read, guideline=guideline, passage=passage, remedy=remedy, note=note)


def rule_all(
    actor: Actor,
    comments: Sequence[Comment],
    kind: RulingKind,
    *,
    guideline: Guideline | None = None,
    passage: str = "",
    remedy: str = "",
    note: str = "",
    waits_for: str = "",
    take_out: Sequence[str] = (),
    hide_photo: bool = False,
    family_id: int | None = None,
) -> list[Ruling]:
    """Give one ruling to each of the comments, all locked by the caller, in the transaction at hand.

    Refused whole where one of them is not in a state that `kind` begins in (`WrongState` says who was faster), or
    lacks the guideline or the words that `kind` needs. A redaction masks the passages `take_out`, and the photo where
    `hide_photo` says so. Who may overturn is asked by whoever answers appeals: those people need not be moderators.
    """
    check(kind, guideline, passage, max(note, remedy, key=len), waits_for)
    moment = now()
    if kind is not RulingKind.OVERTURN:
        authorize_on(actor, comments)
    if kind is RulingKind.SET_ASIDE:
        end_claims([comment.id for comment in comments])  # it decides nothing: a danger must not wait for a second look
    else:
        settle_all(actor, comments, moment)
    rulings = [
        Ruling(
            comment_id=comment.id,
            kind=kind,
            from_state=FeedbackState(comment.state),
            guideline_id=guideline.id if guideline else None,
            guideline_version=guideline.version if guideline else None,
            passage=passage,
            remedy=remedy,
            note=note,
            waits_for=waits_for,
            family_id=family_id,
        )
        for comment in comments
    ]
    for comment in comments:
        apply(comment, kind)
    taken = take_out_of(comments, take_out, hide_photo) if kind is RulingKind.REDACT else []
    write_all(actor, list(zip(comments, rulings, strict=True)), ACTIONS[kind], guideline, moment)
    write_seals(taken, rulings)
    return rulings


def check_reading(comment: Comment, read: str | None) -> None:
    """Refuse where the moderator read other words than those that stand there now; None asks nothing."""
    if read is not None and read != comment.reading:
        raise WrongState(_("The author changed the text meanwhile. Read it again."))


def check_passage(comment: Comment, passage: str) -> None:
    """Refuse a passage that the comment does not hold; how lines are broken is passed over."""
    if " ".join(passage.split()) not in " ".join(comment.body.split()):
        raise Refused(_("Copy the passage word for word from the comment"), "passage")


def advice_of(guideline: Guideline | None, comment: Comment) -> str:
    """What the guideline advises the author, in the language of the comment."""
    return guideline.advice.best(comment.lang).text[:LONGEST_NOTE] if guideline else ""

"""Appealing a ruling once, and answering it for good by another person than the one who ruled."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import Comment
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.events import emit
from portal.core.permissions import VISITOR, Actor, Permission, Role, authorize
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.events import AppealAnswered
from portal.moderation.models import LONGEST_APPEAL, Appeal, AppealState
from portal.moderation.rulings.overturning import overturn
from portal.record.models import Deed, append


@usecase
def make_appeal(*, receipt_id: int, words: str) -> int:
    """Object, once, to the ruling on the comment of a receipt; returns the appeal's id. The same words again: the same.

    Whoever holds the receipt's code may. `WrongState` says why there is nothing to appeal.
    """
    comment = comments.comment_for_ruling(comments.id_by_receipt(receipt_id))
    words = _fitting(words, _("Write why the ruling is wrong"))
    earlier = queries.appeal_row(comment.id)
    if earlier is not None and not queries.is_moot(earlier):
        if earlier.words == words:
            return earlier.id
        raise WrongState(_("You already appealed this ruling. An appeal can be made once."))
    ruling = queries.appealable_ruling(comment.id)
    if ruling is None:
        raise WrongState(_("There is no ruling on this comment that can be appealed now."))
    appeal = earlier or Appeal(comment_id=comment.id)
    appeal.ruling_id, appeal.words, appeal.made_at = ruling.id, words, now()
    appeal.record_seq = append(VISITOR, _deed("appeal.made", comment, "author"), appeal.made_at)
    db.session.add(appeal)
    db.session.flush()
    return appeal.id


@usecase
def answer_appeal(*, actor: Actor, appeal_id: int, grant: bool, answer: str) -> int:
    """Answer an appeal in words, for good; returns its id. A granted one takes back what the ruling did."""
    comment_id = queries.appeal_comment(appeal_id)
    comment = comments.comment_for_ruling(comment_id) if comment_id is not None else None
    appeal = queries.appeal_to_answer(appeal_id)
    ruling = queries.ruling_to_undo(appeal.ruling_id) if appeal else None
    if comment is None or appeal is None or ruling is None:
        raise NotFound
    case = queries.appeal_case(ruling)
    authorize(actor, Permission.APPEAL_ANSWER, case)
    if appeal.state != AppealState.WAITING:
        raise WrongState(_("Somebody has already answered this appeal. An answer is final."))
    if queries.is_moot(appeal):
        raise WrongState(_("The ruling was taken back meanwhile. There is nothing left to answer."))
    words = _fitting(answer, _("Answer in your own words"), "answer")
    if grant:
        overturn(actor, comment, ruling)
    appeal.answer_with(actor.person_id, words, grant)
    deed = _deed("appeal.granted" if grant else "appeal.refused", comment, capacity(actor))
    append(actor, deed, appeal.answered_at)
    emit(AppealAnswered(comment.id, appeal.id))
    return appeal.id


def _fitting(words: str, missing: str, field: str = "words") -> str:
    if not words.strip():
        raise Refused(missing, field)
    if len(words) > LONGEST_APPEAL:
        raise Refused(_("Shorten this to 2,000 characters or fewer"), field)
    return words


def capacity(actor: Actor) -> str:
    """As what somebody answers an appeal: the record tells where a clerk or a member stood in."""
    return next((role.value for role in (Role.MODERATOR, Role.CLERK, Role.MEMBER) if actor.has(role)), "")


def _deed(action: str, comment: Comment, role: str) -> Deed:
    return Deed(action=action, subject=f"comment:{key_text(comment.id)}", role=role)

"""Moving a comment, with its replies, to another page, and back."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import GONE, Comment, FeedbackState
from portal.comments.queries import Target
from portal.core.clock import now
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Actor
from portal.moderation.models import Ruling, RulingKind
from portal.moderation.rulings.kinds import ACTIONS
from portal.moderation.rulings.settling import end_claims
from portal.moderation.rulings.writing import write_all

_POINTERS = ("project_id", "agenda_item_id", "status_update_id", "survey_question_id")


def move(actor: Actor, comment: Comment, target: Target, *, note: str = "") -> Ruling:
    """Let the comment be about `target`. Its state stays; a stance is dropped, since it was about another item."""
    if comment.state in GONE:
        raise WrongState(_("This comment is no longer there. Its author took it back."))
    if comment.survey_question_id is not None:
        raise Refused(_("This text answers a question of a survey. It stays with that question."), "to")
    if comment.reply_to_id is not None:
        raise Refused(_("A reply moves together with the comment that it answers. Move that one."), "to")
    before = _place_of(comment)
    pointer: dict[str, Any] = dict.fromkeys(_POINTERS) | target.pointer
    if pointer == {name: before.get(name) for name in _POINTERS}:
        raise Refused(_("Choose another page: the comment is there already"), "to")
    ruling = Ruling(kind=RulingKind.MOVE, from_state=FeedbackState(comment.state), note=note, moved_from=before)
    _put(comment, pointer | {"stance": None})
    end_claims([comment.id])
    write_all(actor, [(comment, ruling)], ACTIONS[RulingKind.MOVE], None, now())
    return ruling


def move_back(comment: Comment, ruling: Ruling) -> None:
    """Undo a move."""
    _put(comment, dict.fromkeys((*_POINTERS, "stance")) | (ruling.moved_from or {}))


def _place_of(comment: Comment) -> dict[str, Any]:
    """The keys that are set, and the stance that goes with them."""
    place = {name: getattr(comment, name) for name in (*_POINTERS, "stance")}
    return {name: value for name, value in place.items() if value is not None}


def _put(comment: Comment, place: dict[str, Any]) -> None:
    for name, value in place.items():
        setattr(comment, name, value)
    for reply in comments.replies_for_ruling(comment.id):
        for name in _POINTERS:
            setattr(reply, name, place[name])
        reply.stance = None

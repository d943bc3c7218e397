"""Words among moderators about an item, and asking a colleague to look at it, too."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import Comment
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.models import LONGEST_INTERNAL_NOTE, InternalNote, SecondLook


@usecase
def add_note(*, actor: Actor, comment_id: int, text: str) -> int:
    """Add a note that moderators alone read; returns its id."""
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    if not queries.there(comment_id):
        raise NotFound
    if not text.strip():
        raise Refused(_("Write the note"), "text")
    if len(text) > LONGEST_INTERNAL_NOTE:
        raise Refused(_("Shorten the note to 2,000 characters or fewer"), "text")
    note = InternalNote(comment_id=comment_id, person_id=actor.person_id, text=text.strip())
    db.session.add(note)
    db.session.flush()
    return note.id


@usecase
def ask_second_look(*, actor: Actor, comment_id: int, question: str = "") -> int:
    """Ask for a second pair of eyes; while that is open, somebody else rules. Returns its id."""
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    _locked(comment_id)
    if len(question) > LONGEST_INTERNAL_NOTE:
        raise Refused(_("Shorten the question to 2,000 characters or fewer"), "question")
    if queries.open_second_look(comment_id) is not None:
        raise WrongState(_("A second pair of eyes was already asked for."))
    look = SecondLook(comment_id=comment_id, asked_by=actor.person_id, question=question.strip())
    db.session.add(look)
    db.session.flush()
    return look.id


@usecase
def close_second_look(*, actor: Actor, comment_id: int) -> None:
    """Say that the question is answered; whoever asked may rule again."""
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    _locked(comment_id)
    look = queries.open_second_look(comment_id)
    if look is None:
        raise WrongState(_("Nobody is waiting for a second pair of eyes any more."))
    look.closed_at, look.closed_by = now(), actor.person_id


def _locked(comment_id: int) -> Comment:
    # a ruling locks the same row: it sees either the question or its end
    return comments.comment_for_ruling(comment_id)

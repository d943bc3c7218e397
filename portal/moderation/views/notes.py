"""What moderators do on an item's page beside ruling: notes, whose it is, a question to a colleague."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.moderation import queries, usecases
from portal.moderation.forms import AssignForm, NoteForm, QuestionForm
from portal.moderation.views.door import blueprint, the_place
from portal.moderation.views.item import item_page

Answer = Response | tuple[str, int]


@blueprint.post("/staff/moderation/<key:comment_id>/notes")
@requires(Permission.FEEDBACK_RULE)
def note(comment_id: int) -> Answer:
    """Add a note."""
    form = NoteForm()
    if form.validate_on_submit():
        try:
            usecases.add_note(actor=current_actor(), comment_id=comment_id, text=form.text.data or "")
            return _back(comment_id, "notes")
        except Refused as refusal:
            form.show(refusal)
    return item_page(comment_id, form), 422


@blueprint.post("/staff/moderation/<key:comment_id>/assign")
@requires(Permission.FEEDBACK_RULE)
def assign(comment_id: int) -> Answer:
    """Say whose it is."""
    form = AssignForm(queries.moderators())
    if form.validate_on_submit():
        person_id = int(form.person.data) if form.person.data else None
        try:
            usecases.assign_item(actor=current_actor(), comment_id=comment_id, person_id=person_id)
            return _back(comment_id, "assigned")
        except Refused as refusal:
            form.show(refusal)
    return item_page(comment_id, form), 422


@blueprint.post("/staff/moderation/<key:comment_id>/second-look")
@requires(Permission.FEEDBACK_RULE)
def second_look(comment_id: int) -> Answer:
    """Ask for a second pair of eyes."""
    form = QuestionForm()
    if form.validate_on_submit():
        try:
            question = form.question.data or ""
            usecases.ask_second_look(actor=current_actor(), comment_id=comment_id, question=question)
            return _back(comment_id, "second-look")
        except Refused as refusal:
            form.show(refusal)
    return item_page(comment_id, form), 422


@blueprint.post("/staff/moderation/<key:comment_id>/second-look/close")
@requires(Permission.FEEDBACK_RULE)
def close_second_look(comment_id: int) -> Answer:
    """Say that the question is answered."""
    usecases.close_second_look(actor=current_actor(), comment_id=comment_id)
    return _back(comment_id, "second-look")


def _back(comment_id: int, anchor: str) -> Response:
    return redirect(url_for("moderation.item", comment_id=comment_id, _anchor=anchor, **the_place()), 303)

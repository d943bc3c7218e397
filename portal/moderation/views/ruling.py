"""Ruling on a comment, and taking a ruling back."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.comments.forms import AUDIENCE_NAMES
from portal.core.errors import Refused, WrongState
from portal.core.languages import page_language
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import DeclineForm
from portal.moderation.queries import WaitingItem
from portal.moderation.views.door import PLACE, already_ruled, back_to_queue, blueprint, not_now, the_place
from portal.moderation.words import hint_words, language_name


@blueprint.post("/staff/moderation/<key:comment_id>/publish")
@requires(Permission.FEEDBACK_RULE)
def publish(comment_id: int) -> Response | tuple[str, int]:
    """One button: make it public."""
    try:
        return back_to_queue(usecases.publish_comment(actor=current_actor(), comment_id=comment_id))
    except WrongState as refusal:
        return not_now(_("Somebody else was faster"), refusal)


@blueprint.route("/staff/moderation/<key:comment_id>/decline", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def decline(comment_id: int) -> str | Response | tuple[str, int]:
    """The form that asks for the guideline, and the ruling."""
    guidelines = queries.guidelines()
    form = DeclineForm([(card.code, card.title.best(page_language()).text) for card in guidelines])
    if form.validate_on_submit():
        try:
            return back_to_queue(
                usecases.decline_comment(
                    actor=current_actor(),
                    comment_id=comment_id,
                    guideline_code=form.guideline.data or "",
                    note=form.note.data or "",
                )
            )
        except WrongState as refusal:
            return not_now(_("Somebody else was faster"), refusal, form.note.data)
        except Refused as refusal:
            form.show(refusal)
    item = queries.waiting_item(current_actor(), comment_id)
    if item is None:
        return already_ruled(comment_id, form.note.data)
    return _ask(form, item, guidelines)


def _ask(form: DeclineForm, item: WaitingItem, guidelines: list[queries.GuidelineCard]) -> tuple[str, int]:
    status = 422 if request.method == "POST" else 200
    page = render(
        "moderation/decline.html",
        form=form,
        item=item,
        place=the_place(),
        guidelines=guidelines,
        guideline_texts={card.code: card.text.best(page_language()).text for card in guidelines},
        audience_names=AUDIENCE_NAMES,
        hint_words=hint_words,
        language_name=language_name,
    )
    return page, status


@blueprint.post("/staff/moderation/rulings/<int:ruling_id>/undo")
@requires(Permission.RULING_UNDO)
def undo(ruling_id: int) -> Response | tuple[str, int]:
    """One button: take a ruling back."""
    try:
        return back_to_queue(usecases.undo_ruling(actor=current_actor(), ruling_id=ruling_id))
    except WrongState as refusal:
        return not_now(_("This cannot be undone"), refusal)

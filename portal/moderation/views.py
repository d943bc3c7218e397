"""The queue, declining, rulings and their undo at the desk; the guidelines and figures in public."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.comments.forms import AUDIENCE_NAMES
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.languages import page_language
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import DeclineForm
from portal.moderation.queries import About, WaitingItem
from portal.moderation.words import RULING_NAMES, about_choices, hint_words, language_name, said_by

blueprint = Blueprint("moderation", __name__)
PLACE = ("about", "after")


def _place() -> dict[str, Any]:
    """Where in the queue the moderator is; every step keeps it in the address."""
    return {name: request.args[name] for name in PLACE if request.args.get(name)}


@blueprint.get("/staff/moderation")
@requires(Permission.FEEDBACK_RULE, *PLACE, "ruled")
def queue() -> str:
    """What waits, oldest first, with what was just done."""
    actor, place = current_actor(), _place()
    counts = queries.waiting_counts(actor)
    about = About.read(place.get("about", ""))
    page = queries.waiting(actor, about, Cursor.read(place.get("after")))
    ruled = request.args.get("ruled", "")
    return render(
        "moderation/queue.html",
        page=page,
        place=place,
        all_waiting=sum(line.count for line in counts),
        about=str(about) if about else None,
        choices=about_choices(counts, about),
        ruled=queries.ruling_line(int(ruled)) if ruled.isascii() and ruled.isdigit() and len(ruled) < 19 else None,
        audience_names=AUDIENCE_NAMES,
        hint_words=hint_words,
        language_name=language_name,
    )


def _ruled(ruling_id: int) -> Response:
    return redirect(url_for("moderation.queue", ruled=str(ruling_id), **_place()), 303)


@blueprint.post("/staff/moderation/<key:comment_id>/publish")
@requires(Permission.FEEDBACK_RULE)
def publish(comment_id: int) -> Response | tuple[str, int]:
    """One button: make it public."""
    try:
        return _ruled(usecases.publish_comment(actor=current_actor(), comment_id=comment_id))
    except WrongState as refusal:
        return _not_now(_("Somebody else was faster"), refusal)


@blueprint.route("/staff/moderation/<key:comment_id>/decline", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def decline(comment_id: int) -> str | Response | tuple[str, int]:
    """The form that asks for the guideline, and the ruling."""
    guidelines = queries.guidelines()
    form = DeclineForm([(card.code, card.title.best(page_language()).text) for card in guidelines])
    if form.validate_on_submit():
        try:
            return _ruled(
                usecases.decline_comment(
                    actor=current_actor(),
                    comment_id=comment_id,
                    guideline_code=form.guideline.data or "",
                    note=form.note.data or "",
                )
            )
        except WrongState as refusal:
            return _not_now(_("Somebody else was faster"), refusal, form.note.data)
        except Refused as refusal:
            form.show(refusal)
    item = queries.waiting_item(current_actor(), comment_id)
    if item is None:
        return _gone(comment_id, form.note.data)
    return _ask(form, item, guidelines)


def _ask(form: DeclineForm, item: WaitingItem, guidelines: list[queries.GuidelineCard]) -> tuple[str, int]:
    status = 422 if request.method == "POST" else 200
    page = render(
        "moderation/decline.html",
        form=form,
        item=item,
        place=_place(),
        guidelines=guidelines,
        guideline_texts={card.code: card.text.best(page_language()).text for card in guidelines},
        audience_names=AUDIENCE_NAMES,
        hint_words=hint_words,
        language_name=language_name,
    )
    return page, status


def _gone(comment_id: int, kept: str | None) -> tuple[str, int]:
    """The page for a comment that does not wait: who ruled on it, or that there is none."""
    last = queries.last_ruling_of(comment_id)
    if last is None:
        raise NotFound
    return _not_now(_("Somebody else was faster"), WrongState(said_by(last)), kept)


def _not_now(title: str, refusal: WrongState, kept: str | None = None) -> tuple[str, int]:
    return render("moderation/not_now.html", title=title, refusal=refusal.message, kept=kept, place=_place()), 409


@blueprint.post("/staff/moderation/rulings/<int:ruling_id>/undo")
@requires(Permission.RULING_UNDO)
def undo(ruling_id: int) -> Response | tuple[str, int]:
    """One button: take a ruling back."""
    try:
        return _ruled(usecases.undo_ruling(actor=current_actor(), ruling_id=ruling_id))
    except WrongState as refusal:
        return _not_now(_("This cannot be undone"), refusal)


@blueprint.get("/staff/moderation/rulings")
@requires(Permission.FEEDBACK_RULE, "after", "by")
def rulings() -> str:
    """The rulings made here, newest first; `by=me` shows one's own."""
    mine, after = request.args.get("by") == "me", request.args.get("after", "")
    below = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    page = queries.rulings_before(below, current_actor().person_id if mine else None)
    return render(
        "moderation/rulings.html", page=page, mine=mine, ruling_names=RULING_NAMES, undo_minutes=_undo_minutes()
    )


def _undo_minutes() -> int:
    minutes: int = current_app.config["SETTINGS"].undo_minutes
    return minutes


@blueprint.get("/moderation", endpoint="public")
@public()
def rules() -> str:
    """The guidelines, how review works, and what came of it in numbers."""
    return render(
        "moderation/public.html",
        guidelines=queries.guidelines(),
        figures=queries.figures(),
        review_days=current_app.config["SETTINGS"].review_days,
        undo_minutes=_undo_minutes(),
    )

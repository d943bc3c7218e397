"""The desk's pages of the guidelines: their words, their order, which are cited no more."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused, WrongState
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import GuidelineForm, NewGuidelineForm
from portal.moderation.guideline_versions import WORDS
from portal.moderation.queries import GuidelineCard
from portal.moderation.views.door import blueprint


@blueprint.get("/staff/moderation/guidelines")
@requires(Permission.GUIDELINE_EDIT, "saved")
def guidelines() -> str:
    """All of them in their order, the retired ones, too."""
    return render(
        "moderation/guidelines.html", guidelines=queries.guidelines(retired=True), saved="saved" in request.args
    )


@blueprint.route("/staff/moderation/guidelines/new", methods=["GET", "POST"])
@requires(Permission.GUIDELINE_EDIT)
def new_guideline() -> Response | tuple[str, int]:
    """An empty form, and adding one as version 1."""
    form = NewGuidelineForm()
    if form.validate_on_submit():
        if queries.guideline_by_code(form.code.data or "") is None:
            usecases.define_guideline(
                actor=current_actor(),
                code=form.code.data or "",
                title=translated(form, "title"),
                text=translated(form, "text"),
                advice=translated(form, "advice"),
                practice=translated(form, "practice"),
            )
            return _saved()
        form.show(form.taken)
    return _page(form, None)


@blueprint.route("/staff/moderation/guidelines/<slug:code>", methods=["GET", "POST"])
@requires(Permission.GUIDELINE_EDIT)
def edit_guideline(code: str) -> Response | tuple[str, int]:
    """The form of one, and posting other words as its next version."""
    card = _the(code)
    values = {f"{name}_{tag}": text for name in WORDS for tag, text in getattr(card, name).items()}
    form = GuidelineForm(data={"loaded": str(card.version)} | values)
    if form.validate_on_submit():
        words = {name: translated(form, name) for name in (*WORDS, "reason")}
        try:
            usecases.revise_guideline(actor=current_actor(), code=code, loaded=form.seen, **words)
            return _saved()
        except WrongState as refusal:
            form.show(refusal)
            form.loaded.data = str(_the(code).version)
            return _page(form, card)[0], 409
        except Refused as refusal:
            form.show(refusal)
    return _page(form, card)


@blueprint.post("/staff/moderation/guidelines/<slug:code>/retire")
@requires(Permission.GUIDELINE_EDIT)
def retire_guideline(code: str) -> Response:
    """Let it be cited no more, or again (`retired` empty)."""
    usecases.retire_guideline(actor=current_actor(), code=code, retired=bool(request.form.get("retired")))
    return _saved()


@blueprint.post("/staff/moderation/guidelines/<slug:code>/place")
@requires(Permission.GUIDELINE_EDIT)
def place_guideline(code: str) -> Response:
    """One place up, or down."""
    usecases.reorder_guideline(actor=current_actor(), code=code, up=request.form.get("to") == "up")
    return _saved()


def _the(code: str) -> GuidelineCard:
    found = queries.guideline_page(code)
    if found is None:
        raise NotFound
    return found.card


def _page(form: GuidelineForm, card: GuidelineCard | None) -> tuple[str, int]:
    return render("moderation/edit_guideline.html", form=form, guideline=card), form.http_status


def _saved() -> Response:
    return redirect(url_for("moderation.guidelines", saved=1), 303)

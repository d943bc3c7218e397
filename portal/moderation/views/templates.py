"""The desk's reply templates."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import ReplyTemplateForm
from portal.moderation.queries import TemplateCard
from portal.moderation.views.asking import guideline_choices
from portal.moderation.views.door import blueprint


@blueprint.get("/staff/moderation/templates")
@requires(Permission.TEMPLATE_EDIT, "saved", "deleted")
def templates() -> str:
    """All of them, by guideline."""
    done = "saved" if "saved" in request.args else "deleted" if "deleted" in request.args else ""
    return render("moderation/templates.html", templates=queries.templates(), done=done)


@blueprint.route("/staff/moderation/templates/new", methods=["GET", "POST"])
@requires(Permission.TEMPLATE_EDIT)
def new_template() -> Response | tuple[str, int]:
    """An empty form, and adding one."""
    return _edit(ReplyTemplateForm(_choices()), None)


@blueprint.route("/staff/moderation/templates/<int:template_id>", methods=["GET", "POST"])
@requires(Permission.TEMPLATE_EDIT)
def edit_template(template_id: int) -> Response | tuple[str, int]:
    """The form of one, and changing it."""
    card = queries.template_card(template_id)
    if card is None:
        raise NotFound
    texts = {f"text_{tag}": words for tag, words in card.text.items()}
    form = ReplyTemplateForm(_choices(), data={"title": card.title, "guideline": card.guideline_code} | texts)
    return _edit(form, card)


def _choices() -> list[tuple[str, str]]:
    return guideline_choices(queries.guidelines(retired=True))


def _edit(form: ReplyTemplateForm, card: TemplateCard | None) -> Response | tuple[str, int]:
    if form.validate_on_submit():
        try:
            usecases.save_template(
                actor=current_actor(),
                title=form.title.data or "",
                text=translated(form, "text"),
                guideline_code=form.guideline.data or "",
                template_id=card.id if card else None,
            )
            return redirect(url_for("moderation.templates", saved=1), 303)
        except Refused as refusal:
            form.show(refusal)
    return render("moderation/edit_template.html", form=form, card=card), form.http_status


@blueprint.post("/staff/moderation/templates/<int:template_id>/delete")
@requires(Permission.TEMPLATE_EDIT)
def delete_template(template_id: int) -> Response:
    """Remove one."""
    usecases.delete_template(actor=current_actor(), template_id=template_id)
    return redirect(url_for("moderation.templates", deleted=1), 303)

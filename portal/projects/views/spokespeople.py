"""The desk's page of who speaks for a partner."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import SpokespersonForm
from portal.projects.views.door import blueprint
from portal.projects.views.partners import partner_at


@blueprint.route("/staff/partners/<slug:slug>/spokespeople", methods=["GET", "POST"])
@requires(Permission.SPOKESPERSON_CONFIRM, "confirmed", "ended")
def spokespeople(slug: str) -> str | Response | tuple[str, int]:
    """Who speaks for a partner, who did, and the form that confirms somebody."""
    partner = partner_at(slug)
    form = SpokespersonForm(queries.could_speak(partner.id))
    if form.validate_on_submit():
        try:
            usecases.confirm_spokesperson(actor=current_actor(), partner_slug=slug, person_id=form.person_id)
            return redirect(url_for("projects.spokespeople", slug=slug, confirmed="1"), 303)
        except Refused as refusal:
            form.show(refusal)
    page = render(
        "projects/spokespeople.html",
        partner=partner,
        now=queries.spokespeople(partner.id),
        past=queries.past_spokespeople(partner.id),
        form=form,
        done=next((name for name in ("confirmed", "ended") if name in request.args), None),
    )
    return page, form.http_status


@blueprint.post("/staff/partners/<slug:slug>/spokespeople/<int:spokesperson_id>/end")
@requires(Permission.SPOKESPERSON_CONFIRM)
def end_spokesperson(slug: str, spokesperson_id: int) -> Response:
    """One button: this person does not speak for the partner any more."""
    usecases.end_spokesperson(actor=current_actor(), partner_slug=slug, spokesperson_id=spokesperson_id)
    return redirect(url_for("projects.spokespeople", slug=slug, ended="1"), 303)

"""The desk's pages that add partners and change what is said of them."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import PartnerForm
from portal.projects.models import PartnerKind
from portal.projects.partner_words import PARTNER_WORDS
from portal.projects.queries import PartnerFacts
from portal.projects.views.door import blueprint
from portal.projects.views.partners import partner_at


@blueprint.get("/staff/partners")
@requires(Permission.PARTNER_EDIT, "after", "saved")
def partners_desk() -> str:
    """Every partner with what a clerk can do; after saving it says so."""
    saved = request.args.get("saved", "")
    return render(
        "projects/partners_desk.html",
        page=queries.partners_page(after=request.args.get("after", "")),
        saved=queries.partner_facts(saved) if saved else None,
        words=PARTNER_WORDS,
    )


@blueprint.route("/staff/partners/new", methods=["GET", "POST"])
@requires(Permission.PARTNER_EDIT)
def new_partner() -> str | Response | tuple[str, int]:
    """A new partner; its page is public as soon as it is saved."""
    form, warned = PartnerForm(), False
    if form.validate_on_submit():
        try:
            slug = usecases.add_partner(actor=current_actor(), **_typed(form))
            return redirect(url_for("projects.partners_desk", saved=slug), 303)
        except usecases.SameName as same:
            form.show(same)
            warned = True
    return _form_page(form, None, warned)


@blueprint.route("/staff/partners/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.PARTNER_EDIT)
def edit_partner(slug: str) -> str | Response | tuple[str, int]:
    """What is said of a partner."""
    partner, warned = partner_at(slug), False
    form = PartnerForm(data=_shown(partner))
    if form.validate_on_submit():
        try:
            usecases.edit_partner(actor=current_actor(), slug=slug, **_typed(form))
            return redirect(url_for("projects.partners_desk", saved=slug), 303)
        except Refused as same:
            form.show(same)
            warned = True
    return _form_page(form, partner, warned)


def _typed(form: PartnerForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "kind": PartnerKind(form.kind.data),
        "about": translated(form, "about"),
        "website": form.website.data or "",
        "namesake": form.namesake.data,
    }


def _shown(partner: PartnerFacts) -> dict[str, Any]:
    texts = {f"about_{tag}": text for tag, text in partner.about.items()}
    return texts | {"name": partner.name, "kind": partner.kind.value, "website": partner.website}


def _form_page(form: PartnerForm, partner: PartnerFacts | None, warned: bool) -> tuple[str, int]:
    ask = warned or bool(form.namesake.data)
    page = render("projects/edit_partner.html", form=form, partner=partner, ask=ask, words=PARTNER_WORDS)
    return page, form.http_status

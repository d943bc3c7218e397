"""The desk's page of who does what in each kind of decision."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.committees import queries, usecases
from portal.committees.forms import MOST_RESPONSIBILITIES, RESPONSIBILITY_NAMES, ResponsibilitiesForm
from portal.committees.queries import CommitteeSheet, ResponsibilityCard
from portal.committees.views.door import blueprint, committee_at
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.rows import Rows
from portal.core.web import render

ROWS = Rows("rows", first="matter_en", most=MOST_RESPONSIBILITIES)
BLANK_ROWS: list[dict[str, Any]] = [{} for _row in range(5)]


@blueprint.route("/staff/committees/<slug:slug>/responsibilities", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_EDIT)
def responsibilities(slug: str) -> str | Response | tuple[str, int]:
    """The whole table. The buttons of its rows send the form too, and get it back with everything typed."""
    committee = committee_at(slug)
    saved = queries.responsibilities(committee.id)
    form = _form(saved)
    if "change" not in request.form and form.validate_on_submit():
        rows = [ResponsibilityCard(**row) for row in form.kept_rows()]
        try:
            usecases.edit_responsibilities(actor=current_actor(), slug=slug, rows=rows, loaded=form.loaded.data or "")
            return redirect(url_for("committees.desk", saved=slug), 303)
        except usecases.Overtaken as refusal:
            form.show(refusal)
            saved = queries.responsibilities(committee.id)
            form.loaded.data = queries.fingerprint(saved)
            return _form_page(form, committee, saved), 409
    return _form_page(form, committee), 422 if form.errors else 200


def _form(saved: tuple[ResponsibilityCard, ...]) -> ResponsibilitiesForm:
    if request.method == "POST":
        return ResponsibilitiesForm(formdata=ROWS.rearranged(request.form, request.form.get("change", "")))
    rows = [
        {f"{name}_{tag}": text for name in RESPONSIBILITY_NAMES for tag, text in getattr(card, name).items()}
        for card in saved
    ]
    return ResponsibilitiesForm(data={"loaded": queries.fingerprint(saved), "rows": rows or BLANK_ROWS})


def _form_page(
    form: ResponsibilitiesForm, committee: CommitteeSheet, overtaken: tuple[ResponsibilityCard, ...] | None = None
) -> str:
    return render(
        "committees/responsibilities.html",
        form=form,
        committee=committee,
        changed="change" in request.form,
        full=len(form.rows) >= MOST_RESPONSIBILITIES,
        overtaken=overtaken,
    )

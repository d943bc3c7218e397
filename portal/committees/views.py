"""A committee's page for everybody, and the desk's pages that publish it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.committees import queries, usecases
from portal.committees.forms import CommitteeForm
from portal.committees.queries import CommitteeSheet, SeatCard
from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.core.web import render

blueprint = Blueprint("committees", __name__)


def _committee(slug: str) -> CommitteeSheet:
    committee = queries.sheet(slug)
    if committee is None:
        raise NotFound
    return committee


@blueprint.get("/committees/<slug:slug>")
@public()
def show(slug: str) -> str:
    """What a committee is for and who sits on it."""
    return render("committees/show.html", committee=_committee(slug))


@blueprint.get("/staff/committees")
@requires(Permission.COMMITTEE_EDIT, "saved")
def desk() -> str:
    """Every committee; after saving it says so."""
    lines = queries.committee_lines()
    saved = next((line for line in lines if line.slug == request.args.get("saved")), None)
    return render("committees/desk.html", lines=lines, saved=saved)


@blueprint.route("/staff/committees/new", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_EDIT)
def new() -> str | Response | tuple[str, int]:
    """A new committee; it is public as soon as it is saved."""
    form = CommitteeForm()
    if _wants_row():
        return _form_page(form, None, 200, added=form.add_row())
    if form.validate_on_submit():
        try:
            slug = usecases.add_committee(actor=current_actor(), **_typed(form))
            return redirect(url_for("committees.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, None, 422 if request.method == "POST" else 200)


@blueprint.route("/staff/committees/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_EDIT)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """A committee's texts and its seats."""
    committee = _committee(slug)
    form = CommitteeForm(data=_shown(committee))
    if _wants_row():
        return _form_page(form, committee, 200, added=form.add_row())
    if form.validate_on_submit():
        try:
            usecases.edit_committee(actor=current_actor(), slug=slug, **_typed(form))
            return redirect(url_for("committees.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, committee, 422 if request.method == "POST" else 200)


def _wants_row() -> bool:
    """Whether the button "Add another seat" sent the form."""
    return request.method == "POST" and "add_row" in request.form


def _typed(form: CommitteeForm) -> dict[str, Any]:
    return {
        "name": translated(form, "name"),
        "purpose": translated(form, "purpose"),
        "seats": [
            SeatCard(row.name.data or "", translated(row, "role"), row.organisation.data or "")
            for row in form.kept_rows()
        ],
    }


def _shown(committee: CommitteeSheet) -> dict[str, Any]:
    texts = {f"{name}_{tag}": text for name in ("name", "purpose") for tag, text in getattr(committee, name).items()}
    seats = [
        {"name": seat.name, "organisation": seat.organisation}
        | {f"role_{tag}": text for tag, text in seat.role.items()}
        for seat in committee.seats
    ]
    return texts | {"seats": seats}


def _form_page(
    form: CommitteeForm, committee: CommitteeSheet | None, status: int, added: bool = False
) -> tuple[str, int]:
    return render("committees/edit.html", form=form, committee=committee, added=added), status

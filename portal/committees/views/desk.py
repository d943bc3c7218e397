"""The desk's pages that publish committees and their seats."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.committees import queries, usecases
from portal.committees.forms import MOST_SEATS, CommitteeForm
from portal.committees.queries import CommitteeSheet, SeatCard
from portal.committees.views.door import blueprint, committee_at
from portal.core.errors import Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.meetings import queries as meetings

SEAT_FACTS = ("name", "organisation", "votes", "starts_on", "ends_on", "contact", "interests_on")
SEAT_TEXTS = ("role", "responsibilities", "interests")


@blueprint.get("/staff/committees")
@requires(Permission.COMMITTEE_EDIT, "saved", "adopted")
def desk() -> str:
    """Every committee; after saving or adopting it says so."""
    lines = queries.committee_lines()
    by_slug = {line.slug: line for line in lines}
    saved, adopted = (by_slug.get(request.args.get(name, "")) for name in ("saved", "adopted"))
    return render("committees/desk.html", lines=lines, saved=saved, adopted=adopted)


@blueprint.route("/staff/committees/new", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_EDIT)
def new() -> str | Response | tuple[str, int]:
    """A new committee; it is public as soon as it is saved."""
    form = CommitteeForm(_rule_choices())
    if _wants_row():
        return _form_page(form, None, 200, added=form.add_row())
    if form.validate_on_submit():
        try:
            slug = usecases.add_committee(actor=current_actor(), **_typed(form))
            return redirect(url_for("committees.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, None, form.http_status)


@blueprint.route("/staff/committees/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_EDIT)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """A committee's texts and its seats."""
    committee = committee_at(slug)
    form = CommitteeForm(_rule_choices(committee.posting_rules), data=_shown(committee))
    if _wants_row():
        return _form_page(form, committee, 200, added=form.add_row())
    if form.validate_on_submit():
        try:
            usecases.edit_committee(actor=current_actor(), slug=slug, removed=form.removed(), **_typed(form))
            return redirect(url_for("committees.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, committee, form.http_status)


def _wants_row() -> bool:
    """Whether the button "Add another seat" sent the form."""
    return request.method == "POST" and "add_row" in request.form


def _rule_choices(chosen: str = "") -> list[tuple[str, str]]:
    """Every set of posting rules; a chosen one that the site no longer has stays a choice, by its code."""
    found = [(one.code, in_page_language(one.name).text) for one in meetings.posting_rule_sets()]
    return found if chosen in {"", *dict(found)} else [*found, (chosen, chosen)]


def _typed(form: CommitteeForm) -> dict[str, Any]:
    return {
        "name": translated(form, "name"),
        "purpose": translated(form, "purpose"),
        "posting_rules": form.posting_rules.data or "",
        "quorum": form.quorum_number,
        "contact": form.contact.data or "",
        "seats": [
            SeatCard(
                name=row.name.data or "",
                role=translated(row, "role"),
                organisation=row.organisation.data or "",
                votes=row.votes.data,
                starts_on=row.starts_on.data,
                ends_on=row.ends_on.data,
                responsibilities=translated(row, "responsibilities"),
                contact=row.contact.data or "",
                interests=translated(row, "interests"),
                interests_on=row.interests_on.data,
                id=row.seat_id,
            )
            for row in form.kept_rows()
        ],
    }


def _shown(committee: CommitteeSheet) -> dict[str, Any]:
    """The form's fields as they are kept. Past seats come last: an old one beyond the form's room stays as it is."""
    texts = {f"{name}_{tag}": text for name in ("name", "purpose") for tag, text in getattr(committee, name).items()}
    seats = [
        {"key": str(seat.id)}
        | {name: getattr(seat, name) for name in SEAT_FACTS}
        | {f"{name}_{tag}": text for name in SEAT_TEXTS for tag, text in getattr(seat, name).items()}
        for seat in (*committee.seats, *committee.past_seats)[:MOST_SEATS]
    ]
    return texts | {
        "posting_rules": committee.posting_rules,
        "quorum": str(committee.quorum or ""),
        "contact": committee.contact,
        "seats": seats,
    }


def _form_page(
    form: CommitteeForm, committee: CommitteeSheet | None, status: int, added: bool = False
) -> tuple[str, int]:
    return render("committees/edit.html", form=form, committee=committee, added=added), status

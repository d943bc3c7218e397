"""Writing a meeting: the form of a new one, and of one that is there, posted or not."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.desk_fields import zone_name
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.meetings import queries, usecases
from portal.meetings.agendas.copying import copied, standing_facts
from portal.meetings.agendas.rows import MOST_ROWS, rearranged
from portal.meetings.forms import KIND_NAMES, MeetingForm, shown
from portal.meetings.queries import MeetingSheet
from portal.meetings.views.door import blueprint, meeting_at
from portal.meetings.views.offers import offer

# Enough for most agendas, so that nobody waits for a page to get the next row.
BLANK_ROWS: list[dict[str, Any]] = [{} for _row in range(5)]


@blueprint.route("/staff/meetings/new", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, "copy")
def new() -> str | Response | tuple[str, int]:
    """A new draft, begun from where the committee usually meets, or from a whole earlier meeting (`?copy=`).

    The buttons of its rows send the form too, and get it back with everything typed.
    """
    form = _form(_beginning())
    if not form.committee.choices:
        return render("meetings/no_committee.html")
    if not _wants_change() and form.validate_on_submit():
        try:
            slug = usecases.write_meeting(actor=current_actor(), draft=form.draft(None))
            return redirect(url_for("meetings.preview", slug=slug, saved="1"), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, None)


def _beginning() -> dict[str, Any]:
    """What a new form holds at first. The day is never copied: nobody should post last month's by mistake."""
    wanted = request.args.get("copy")
    pattern = queries.pattern(wanted) if request.method == "GET" else None
    if pattern is None:
        return {"items": BLANK_ROWS}
    begun = shown(copied(pattern) if wanted else standing_facts(pattern)) | {"starts_at": None}
    return begun | {"items": begun["items"] or BLANK_ROWS}


@blueprint.route("/staff/meetings/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """Change a draft, or write a change of what is posted; nobody saves over what somebody else saved in between."""
    meeting = meeting_at(slug)
    written = meeting.draft
    assert written  # clerks are given it
    form = _form(shown(written) | {"loaded": meeting.loaded}, meeting.id)
    if not _wants_change() and form.validate_on_submit():
        draft, loaded = form.draft(written), form.loaded.data or ""
        try:
            usecases.edit_meeting(actor=current_actor(), slug=slug, draft=draft, loaded=loaded)
            return redirect(url_for("meetings.preview", slug=slug, saved="1"), 303)
        except usecases.Overtaken as refusal:
            return _overtaken(form, slug, refusal)
        except WrongState:
            raise
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, meeting)


def _overtaken(form: MeetingForm, slug: str, refusal: Refused) -> tuple[str, int]:
    """Both versions on one page; saving again from there is a choice made with open eyes."""
    saved = meeting_at(slug)
    form.show(refusal)
    form.loaded.data = saved.loaded
    return _form_page(form, saved, status=409, overtaken=True)


def _wants_change() -> bool:
    """Whether a button of a row, not "Save draft", sent the form."""
    return request.method == "POST" and "change" in request.form


def _form(data: dict[str, Any], meeting_id: int | None = None) -> MeetingForm:
    choices = offer(meeting_id, _linked(data))
    if request.method == "GET":
        return MeetingForm(choices, data=data)
    if _wants_change():
        return MeetingForm(choices, formdata=rearranged(request.form, request.form["change"]))
    return MeetingForm(choices)


def _linked(data: dict[str, Any]) -> set[str]:
    """The projects that rows link, in what the form begins with and in what was sent."""
    begun = {slug for row in data["items"] for slug in row.get("projects", ())}
    sent = {slug for name in request.form if name.endswith("-projects") for slug in request.form.getlist(name)}
    return begun | sent


def _form_page(
    form: MeetingForm, meeting: MeetingSheet | None, status: int | None = None, overtaken: bool = False
) -> tuple[str, int]:
    page = render(
        "meetings/edit.html",
        form=form,
        meeting=meeting,
        zone=zone_name(),
        changed=_wants_change(),
        full=len(form.items) >= MOST_ROWS,
        overtaken=overtaken,
        kind_names=KIND_NAMES,
        copied=request.args.get("copy"),
    )
    return page, status or (422 if form.errors else 200)

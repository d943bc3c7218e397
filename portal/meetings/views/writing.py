"""Writing a meeting: the form of a new one, and of one that is there."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.committees import queries as committees
from portal.core.desk_fields import zone_name
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.meetings import usecases
from portal.meetings.forms import KIND_NAMES, MeetingForm, shown
from portal.meetings.models import MeetingState
from portal.meetings.queries import MeetingSheet
from portal.meetings.rows import MOST_ROWS, rearranged
from portal.meetings.views.door import blueprint, meeting_at
from portal.projects import queries as projects


@blueprint.route("/staff/meetings/new", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def new() -> str | Response | tuple[str, int]:
    """A new draft. The buttons of its rows send the form too, and get it back with everything typed."""
    form = _form({})
    if not form.committee.choices:
        return render("meetings/no_committee.html")
    if not _wants_change() and form.validate_on_submit():
        try:
            slug = usecases.write_meeting(actor=current_actor(), draft=form.draft)
            return redirect(url_for("meetings.preview", slug=slug, saved="1"), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, None)


@blueprint.route("/staff/meetings/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """Change a draft; nobody saves over what somebody else saved in between."""
    meeting = meeting_at(slug)
    if meeting.state != MeetingState.DRAFT:
        raise WrongState(_("This agenda is already posted. A posted agenda cannot be changed."))
    assert meeting.draft  # clerks are given it
    form = _form(shown(meeting.draft) | {"loaded": meeting.loaded})
    if not _wants_change() and form.validate_on_submit():
        try:
            usecases.edit_meeting(actor=current_actor(), slug=slug, draft=form.draft, loaded=form.loaded.data or "")
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


def _form(data: dict[str, object]) -> MeetingForm:
    committee_choices = [(c.slug, in_page_language(c.name).text) for c in committees.committee_lines()]
    project_choices = [(p.slug, in_page_language(p.title).text) for p in projects.project_lines()]
    if request.method == "GET":
        return MeetingForm(committee_choices, project_choices, data=data)
    if _wants_change():
        sent = rearranged(request.form, request.form["change"])
        return MeetingForm(committee_choices, project_choices, formdata=sent)
    return MeetingForm(committee_choices, project_choices)


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
    )
    return page, status or (422 if form.errors else 200)

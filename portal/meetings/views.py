"""The pages of meetings: for everybody what is posted, at the desk the drafts."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.committees import queries as committees
from portal.core.desk_fields import zone_name
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.formats import local
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.core.web import in_page_language, render
from portal.meetings import queries, usecases
from portal.meetings.forms import KIND_NAMES, MeetingForm, shown
from portal.meetings.models import MeetingState
from portal.meetings.queries import MeetingLine, MeetingSheet
from portal.meetings.rows import MOST_ROWS, rearranged
from portal.projects import queries as projects

blueprint = Blueprint("meetings", __name__)


def _meeting(slug: str) -> MeetingSheet:
    """What the one who asks may see. On a public page that is nobody: drafts do not exist there."""
    meeting = queries.sheet(current_actor(), slug)
    if meeting is None:
        raise NotFound
    return meeting


def _years(lines: list[MeetingLine]) -> list[tuple[int, list[MeetingLine]]]:
    return [(year, list(same)) for year, same in groupby(lines, lambda line: local(line.starts_at).year)]


@blueprint.get("/meetings")
@public("after")
def index() -> str:
    """The next meeting, those after it, then the past by year; further pages hold the past alone."""
    page = queries.past(Cursor.read(request.args.get("after")))
    upcoming = queries.upcoming() if page.first_page else []
    return render("meetings/index.html", upcoming=upcoming, page=page, years=_years(list(page.items)))


@blueprint.get("/meetings/<slug:slug>")
@public()
def show(slug: str) -> str:
    """A posted meeting with its agenda."""
    return render("meetings/show.html", meeting=_meeting(slug), kind_names=KIND_NAMES)


@blueprint.get("/meetings/<slug:slug>/items/<int:number>")
@public()
def item(slug: str, number: int) -> str:
    """The permalink of one agenda item."""
    meeting = _meeting(slug)
    if not 1 <= number <= len(meeting.items):
        raise NotFound
    found = meeting.items[number - 1]
    return render("meetings/item.html", meeting=meeting, item=found, kind_names=KIND_NAMES)


@blueprint.get("/staff/meetings")
@requires(Permission.MEETING_READ, "after")
def desk() -> str:
    """Drafts first, then what is posted."""
    page = queries.posted(Cursor.read(request.args.get("after")))
    return render("meetings/desk.html", drafts=queries.drafts() if page.first_page else [], page=page)


@blueprint.get("/staff/meetings/<slug:slug>")
@requires(Permission.MEETING_READ, "saved", "posted")
def preview(slug: str) -> str:
    """A meeting as the public sees it or will see it."""
    return _preview(slug)


def _preview(slug: str, lacking: tuple[str, ...] = ()) -> str:
    done = next((name for name in ("saved", "posted") if name in request.args), None)
    meeting = _meeting(slug)
    return render("meetings/preview.html", meeting=meeting, kind_names=KIND_NAMES, done=done, lacking=lacking)


@blueprint.post("/staff/meetings/<slug:slug>/post")
@requires(Permission.MEETING_EDIT)
def post(slug: str) -> Response | tuple[str, int]:
    """Make the agenda public for good; refused with a list while something lacks."""
    try:
        usecases.post_meeting(actor=current_actor(), slug=slug, loaded=request.form.get("loaded"))
    except usecases.NotReady as refusal:
        return _preview(slug, tuple(refusal.reasons)), 422
    return redirect(url_for("meetings.preview", slug=slug, posted="1"), 303)


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
    meeting = _meeting(slug)
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
    saved = _meeting(slug)
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

"""The chair's list of speakers: on a page to print, as a file, and a clerk's form for those who call."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.config import LANGUAGE_NAMES
from portal.core.errors import Refused
from portal.core.formats import iso
from portal.core.languages import page_language
from portal.core.permissions import Permission, can
from portal.core.routes import current_actor, requires
from portal.core.spreadsheets import as_csv
from portal.core.web import in_page_language, render
from portal.meetings import queries, usecases
from portal.meetings.forms import CallerForm
from portal.meetings.queries import MeetingSheet, SpeakerGroup
from portal.meetings.views.door import blueprint, meeting_at
from portal.meetings.views.speaking import offering
from portal.projects.models import CommentWindow
from portal.receipts import queries as receipts


@blueprint.get("/staff/meetings/<slug:slug>/speakers")
@requires(Permission.SPEAKER_READ)
def speakers(slug: str) -> str:
    """Who speaks, by item in the order of the day, then in the order of registration."""
    meeting = meeting_at(slug)
    return _page(meeting, _form(meeting))


def _form(meeting: MeetingSheet) -> CallerForm | None:
    """A fresh form for a clerk while registration is open."""
    if meeting.speaker_window is not CommentWindow.OPEN or not can(current_actor(), Permission.MEETING_EDIT):
        return None
    form = offering(meeting, CallerForm(meeting.slug, formdata=None))
    form.renew()
    return form


def _page(meeting: MeetingSheet, form: CallerForm | None) -> str:
    return render(
        "meetings/speakers.html",
        meeting=meeting,
        speakers=queries.speakers_of(meeting.id),
        form=form,
        languages_said=LANGUAGE_NAMES,
        kept_days=current_app.config["SETTINGS"].speakers_kept_days,
    )


@blueprint.post("/staff/meetings/<slug:slug>/speakers")
@requires(Permission.MEETING_EDIT)
def add_speaker(slug: str) -> str | tuple[str, int]:
    """Register somebody who called. Answered on the page with the code to read out; a retry gives the same code."""
    meeting = meeting_at(slug)
    form = offering(meeting, CallerForm(slug))
    if not form.validate_on_submit():
        form.renew()
        return _page(meeting, form), 422
    assert form.read_nonce
    nonce = form.read_nonce.random
    try:
        usecases.register_speaker(actor=current_actor(), slug=slug, nonce=nonce, draft=form.draft, lang=page_language())
    except usecases.SpeakingClosed:
        raise
    except Refused as refusal:
        fresh = meeting_at(slug)
        form.show(refusal)
        form.renew()
        return _page(fresh, offering(fresh, form)), 422
    registration = queries.registered_with(nonce)
    code = receipts.code_by_nonce(nonce)
    return render("meetings/speaker_added.html", meeting=meeting, registration=registration, code=code)


@blueprint.get("/staff/meetings/<slug:slug>/speakers.csv")
@requires(Permission.SPEAKER_READ)
def speakers_file(slug: str) -> Response:
    """The same list as a table to download."""
    meeting = meeting_at(slug)
    header = (_("Item"), _("Number"), _("Name"), _("Online"), _("Needs"), _("Language"), _("Registered"), _("By phone"))
    rows = [
        (
            _item(group),
            line.place,
            line.name,
            _("yes") if line.remote else _("no"),
            line.needs,
            line.lang,
            iso(line.registered_at),
            _("yes") if line.by_staff else _("no"),
        )
        for group in queries.speakers_of(meeting.id).groups
        for line in group.speakers
    ]
    answer = Response(as_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"speakers-{meeting.slug}.csv")
    return answer


def _item(group: SpeakerGroup) -> str:
    if group.number is None or group.title is None:
        return _("Public comment period")
    return _("Item %(number)s: %(title)s", number=group.number, title=in_page_language(group.title).text)

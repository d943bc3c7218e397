"""Minutes at the desk: written on one page, read on another, posted and approved from there."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.desk_fields import zone_name
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.formats import day
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.meetings import queries, usecases
from portal.meetings.agendas.titles import consent_text
from portal.meetings.forms import MINUTE_WORDS, CorrectionForm, MinutesForm, MinutesOffer, shown_minutes
from portal.meetings.minuting.drafts import MinutesDraft
from portal.meetings.minuting.readiness import needs, oddities
from portal.meetings.minuting.sent import Known, rearranged
from portal.meetings.models import MeetingState, MinutesState
from portal.meetings.queries import MeetingSheet, WrittenMinutes
from portal.meetings.views.door import blueprint, meeting_at

DONE = ("saved", "posted", "approved", "seats")
MOST_FIELDS = 5000  # fifty motions, each with a roll call of twenty seats and more


@blueprint.get("/staff/meetings/<slug:slug>/minutes")
@requires(Permission.MEETING_READ, *DONE)
def desk_minutes(slug: str) -> str:
    """What is written, as the public will see it, what it lacks, and what a clerk can do with it."""
    return _desk_page(slug)


def _desk_page(slug: str, form: CorrectionForm | None = None, lacking: tuple[str, ...] = (), problem: str = "") -> str:
    meeting, written = _written(slug)
    sheet = queries.minutes_sheet(slug)
    assert sheet is not None  # its meeting has begun
    return render(
        "meetings/desk_minutes.html",
        meeting=meeting,
        written=written,
        sheet=sheet,
        versions=queries.minutes_versions(meeting.id),
        needs=needs(written.draft),
        odd=oddities(written.draft) if written.is_kept else [],
        approving=queries.approving_items(slug, meeting.starts_at) if sheet.state == MinutesState.DRAFT else [],
        lacking=(*lacking, problem) if problem else lacking,
        done=next((name for name in DONE if name in request.args), None),
        words=MINUTE_WORDS,
        form=form or CorrectionForm(formdata=None, data={"loaded": written.loaded}),
    )


def _written(slug: str) -> tuple[MeetingSheet, WrittenMinutes]:
    """A meeting that has begun, and what is written of it."""
    meeting = meeting_at(slug)
    if meeting.state != MeetingState.POSTED:
        raise WrongState(_("Only a meeting that is posted has minutes."))
    if not meeting.has_begun:
        raise WrongState(_("The meeting has not begun yet. Its minutes can be written once it has."))
    written = queries.written_minutes(meeting.id)
    if written is None:
        raise NotFound
    return meeting, written


@blueprint.route("/staff/meetings/<slug:slug>/minutes/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, fields=MOST_FIELDS)
def edit_minutes(slug: str) -> str | Response | tuple[str, int]:
    """Write the minutes. The buttons of the rows send the form too, and get it back with everything typed."""
    meeting, written = _written(slug)
    form = _form(meeting, written)
    if not _wants_change() and form.validate_on_submit():
        draft = form.draft(written.draft)
        try:
            usecases.write_minutes(actor=current_actor(), slug=slug, draft=draft, loaded=form.loaded.data or "")
            return redirect(url_for("meetings.desk_minutes", slug=slug, saved="1"), 303)
        except usecases.Overtaken as refusal:
            return _overtaken(form, slug, refusal)
        except WrongState:
            raise
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, meeting, written)


def _overtaken(form: MinutesForm, slug: str, refusal: Refused) -> tuple[str, int]:
    """Both versions on one page; saving again from there is a choice made with open eyes."""
    meeting, saved = _written(slug)
    form.show(refusal)
    form.loaded.data = saved.loaded
    return _form_page(form, meeting, saved, status=409, overtaken=True)


def _wants_change() -> bool:
    """Whether a button of a row, not "Save", sent the form."""
    return request.method == "POST" and "change" in request.form


def _form(meeting: MeetingSheet, written: WrittenMinutes) -> MinutesForm:
    offer = _offer(meeting, written.draft)
    if request.method == "GET":
        return MinutesForm(offer, data=shown_minutes(written.draft) | {"loaded": written.loaded})
    if _wants_change():
        return MinutesForm(offer, formdata=rearranged(request.form, request.form["change"], _known(meeting, written)))
    return MinutesForm(offer)


def _known(meeting: MeetingSheet, written: WrittenMinutes) -> Known:
    consent = [item.number for item in meeting.items if item.consent]
    return Known(
        voters={str(seat.key) for seat in written.draft.seats if seat.votes and not seat.is_vacant},
        consent=consent,
        consent_text=consent_text(consent),
    )


def _offer(meeting: MeetingSheet, draft: MinutesDraft) -> MinutesOffer:
    later = queries.later_meetings(meeting.id, meeting.committee_id, meeting.starts_at)
    return MinutesOffer(
        seats=[(str(seat.key), seat.name) for seat in draft.seats if not seat.is_vacant],
        meetings=[
            (m.slug, _("%(title)s, %(day)s", title=in_page_language(m.title).text, day=day(m.starts_at))) for m in later
        ],
    )


def _form_page(
    form: MinutesForm,
    meeting: MeetingSheet,
    written: WrittenMinutes,
    status: int | None = None,
    overtaken: bool = False,
) -> tuple[str, int]:
    page = render(
        "meetings/edit_minutes.html",
        form=form,
        meeting=meeting,
        written=written,
        seats={str(seat.key): seat for seat in written.draft.seats},
        cards={str(item.number): item for item in meeting.items},
        zone=zone_name(),
        changed=_wants_change(),
        overtaken=overtaken,
        words=MINUTE_WORDS,
    )
    return page, status or (422 if form.errors else 200)


@blueprint.post("/staff/meetings/<slug:slug>/minutes/seats")
@requires(Permission.MEETING_EDIT)
def reseat_minutes(slug: str) -> Response:
    """Take the seats of that day anew from the committee's page."""
    usecases.reseat_minutes(actor=current_actor(), slug=slug)
    return redirect(url_for("meetings.desk_minutes", slug=slug, seats="1"), 303)


@blueprint.post("/staff/meetings/<slug:slug>/minutes/post")
@requires(Permission.MEETING_EDIT)
def post_minutes(slug: str) -> Response | tuple[str, int]:
    """Make what is written public; refused with a list while something lacks."""
    form = CorrectionForm()
    if not form.validate_on_submit():
        return _desk_page(slug, form=form), 422
    reason, loaded = translated(form, "reason"), form.loaded.data or ""
    return _done(slug, form, "posted", usecases.post_minutes, reason=reason, loaded=loaded)


@blueprint.post("/staff/meetings/<slug:slug>/minutes/approve")
@requires(Permission.MEETING_EDIT)
def approve_minutes(slug: str) -> Response | tuple[str, int]:
    """Note which item of a later meeting approved the minutes."""
    by_slug, _slash, number = request.form.get("approved_by", "").partition("/")
    by_item = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0
    loaded = request.form.get("loaded", "")
    return _done(slug, None, "approved", usecases.approve_minutes, by_slug=by_slug, by_item=by_item, loaded=loaded)


def _done(slug: str, form: CorrectionForm | None, done: str, verb: Any, **values: Any) -> Response | tuple[str, int]:
    """The desk's page after `verb` was done, or with the words why it was not."""
    try:
        verb(actor=current_actor(), slug=slug, **values)
    except usecases.NotReady as refusal:
        return _desk_page(slug, lacking=tuple(refusal.reasons)), 422
    except WrongState:
        raise
    except Refused as refusal:
        if form is not None and refusal.field:
            form.show(refusal)
            return _desk_page(slug, form=form), 422
        return _desk_page(slug, problem=refusal.message), 422
    said: dict[str, Any] = {done: "1"}
    return redirect(url_for("meetings.desk_minutes", slug=slug, **said), 303)

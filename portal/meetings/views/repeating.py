"""The drafts of meetings that come again and again: first the days, then the drafts."""

from __future__ import annotations

from datetime import date

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.formats import day, local
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.meetings import usecases
from portal.meetings.agendas.series import Rhythm, days_after
from portal.meetings.forms.series import SeriesForm
from portal.meetings.queries import MeetingSheet
from portal.meetings.views.door import blueprint, meeting_at


@blueprint.route("/staff/meetings/<slug:slug>/repeat", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def repeat(slug: str) -> str | Response | tuple[str, int]:
    """Choose rhythm and end; see the days; write the drafts of those that stay ticked."""
    meeting = meeting_at(slug)
    form = SeriesForm()
    if not form.validate_on_submit():
        return render("meetings/repeat.html", meeting=meeting, form=form, found=None), 422 if form.errors else 200
    found = _days(meeting, form)
    ticked = set(form.days.data or ())
    if "write" in request.form:
        try:
            written = usecases.repeat_meeting(
                actor=current_actor(),
                slug=slug,
                days=[one for one in found if one.isoformat() in ticked],
                with_items=bool(form.with_items.data),
            )
            return redirect(url_for("meetings.desk", written=len(written)), 303)
        except Refused as refusal:
            form.show(refusal)
    else:
        form.days.data = [one.isoformat() for one in found]
    return render("meetings/repeat.html", meeting=meeting, form=form, found=found), 422 if form.errors else 200


def _days(meeting: MeetingSheet, form: SeriesForm) -> list[date]:
    """The days in this rhythm, which the form then offers."""
    assert form.until.data
    found = days_after(local(meeting.starts_at).date(), Rhythm(form.rhythm.data), form.until.data)
    form.days.choices = [(one.isoformat(), day(one)) for one in found]
    return found

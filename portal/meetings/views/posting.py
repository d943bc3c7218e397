"""Posting an agenda, changing what is posted, calling a meeting off."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import Refused, WrongState
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.meetings import usecases
from portal.meetings.forms import ReasonForm
from portal.meetings.models import MeetingState
from portal.meetings.views.desk import preview_page
from portal.meetings.views.door import blueprint, meeting_at


@blueprint.post("/staff/meetings/<slug:slug>/post")
@requires(Permission.MEETING_EDIT)
def post(slug: str) -> Response | tuple[str, int]:
    """Make the agenda public for good; refused with a list while something lacks."""
    try:
        usecases.post_meeting(actor=current_actor(), slug=slug, loaded=request.form.get("loaded"))
    except usecases.NotReady as refusal:
        return preview_page(slug, lacking=tuple(refusal.reasons)), 422
    return redirect(url_for("meetings.preview", slug=slug, posted="1"), 303)


@blueprint.post("/staff/meetings/<slug:slug>/amend")
@requires(Permission.MEETING_EDIT)
def amend(slug: str) -> Response | tuple[str, int]:
    """Let the written change take the place of what is posted; it needs a reason."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return preview_page(slug, form=form), 422
    try:
        usecases.post_amendment(
            actor=current_actor(), slug=slug, reason=translated(form, "reason"), loaded=form.loaded.data or ""
        )
    except usecases.NotReady as refusal:
        return preview_page(slug, form=form, lacking=tuple(refusal.reasons)), 422
    return redirect(url_for("meetings.preview", slug=slug, amended="1"), 303)


@blueprint.post("/staff/meetings/<slug:slug>/discard")
@requires(Permission.MEETING_EDIT)
def discard(slug: str) -> Response:
    """Drop a change that was written and not posted."""
    usecases.discard_amendment(actor=current_actor(), slug=slug)
    return redirect(url_for("meetings.preview", slug=slug), 303)


@blueprint.route("/staff/meetings/<slug:slug>/cancel", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def cancel(slug: str) -> str | Response | tuple[str, int]:
    """Call a meeting off, on a page that says what will happen."""
    meeting = meeting_at(slug)
    if meeting.state != MeetingState.POSTED:
        raise WrongState(_("Only a meeting that is posted can be canceled."))
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            usecases.cancel_meeting(actor=current_actor(), slug=slug, reason=translated(form, "reason"))
            return redirect(url_for("meetings.preview", slug=slug, cancelled="1"), 303)
        except WrongState:
            raise
        except Refused as refusal:
            form.show(refusal)
    return render("meetings/cancel.html", meeting=meeting, form=form), 422 if form.errors else 200

"""Posting an agenda, and changing what is posted."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.meetings import usecases
from portal.meetings.views.desk import preview_page
from portal.meetings.views.door import blueprint


@blueprint.post("/staff/meetings/<slug:slug>/post")
@requires(Permission.MEETING_EDIT)
def post(slug: str) -> Response | tuple[str, int]:
    """Make the agenda public for good; refused with a list while something lacks."""
    try:
        usecases.post_meeting(actor=current_actor(), slug=slug, loaded=request.form.get("loaded"))
    except usecases.NotReady as refusal:
        return preview_page(slug, tuple(refusal.reasons)), 422
    return redirect(url_for("meetings.preview", slug=slug, posted="1"), 303)

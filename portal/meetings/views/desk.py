"""The desk's list of meetings, and the page of one: what is written, what is posted, what can be done."""

from __future__ import annotations

from flask import request

from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import requires
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.forms import KIND_NAMES
from portal.meetings.views.door import blueprint, meeting_at


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
    return preview_page(slug)


def preview_page(slug: str, lacking: tuple[str, ...] = ()) -> str:
    """The desk's page of a meeting; `lacking` says why it could not be posted just now."""
    done = next((name for name in ("saved", "posted") if name in request.args), None)
    meeting = meeting_at(slug)
    return render("meetings/preview.html", meeting=meeting, kind_names=KIND_NAMES, done=done, lacking=lacking)

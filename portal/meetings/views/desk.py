"""The desk's list of meetings, and the page of one: what is written, what is posted, what can be done."""

from __future__ import annotations

from flask import request

from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import requires
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.agendas.readiness import needs
from portal.meetings.forms import FIELD_NAMES, KIND_NAMES, ReasonForm
from portal.meetings.views.door import blueprint, meeting_at
from portal.meetings.views.wording import waiting_changes

DONE = ("saved", "posted", "amended", "cancelled")


@blueprint.get("/staff/meetings")
@requires(Permission.MEETING_READ, "after", "written")
def desk() -> str:
    """Drafts first, then what is posted."""
    page = queries.posted(Cursor.read(request.args.get("after")))
    written = request.args.get("written", "")
    return render(
        "meetings/desk.html",
        drafts=queries.drafts() if page.first_page else [],
        page=page,
        written=int(written) if written.isascii() and written.isdigit() and len(written) < 4 else None,
    )


@blueprint.get("/staff/meetings/<slug:slug>")
@requires(Permission.MEETING_READ, *DONE)
def preview(slug: str) -> str:
    """A meeting as the public sees it or will see it, and what a clerk can do with it."""
    return preview_page(slug)


def preview_page(slug: str, form: ReasonForm | None = None, lacking: tuple[str, ...] = ()) -> str:
    """The desk's page of a meeting; `lacking` says why it could not be posted just now."""
    meeting = meeting_at(slug)
    versions = queries.versions_of(meeting.id)
    return render(
        "meetings/preview.html",
        meeting=meeting,
        posting=queries.clock_of(meeting),
        time_left=queries.countdown_of(meeting),
        kind_names=KIND_NAMES,
        done=next((name for name in DONE if name in request.args), None),
        lacking=lacking,
        needs=needs(meeting.draft) if meeting.draft else [],
        papers_without_text=queries.papers_without_text(meeting.id, meeting.draft) if meeting.draft else [],
        versions=versions,
        changes=waiting_changes(meeting, versions[-1]) if versions else None,
        field_names=FIELD_NAMES,
        form=form or ReasonForm(formdata=None, data={"loaded": meeting.loaded}),
    )

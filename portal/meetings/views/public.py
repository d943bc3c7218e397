"""What everybody may read: the list, a meeting with its agenda, each of its items, the pack to print."""

from __future__ import annotations

from itertools import groupby

from flask import request

from portal.committees import queries as committees
from portal.core.errors import NotFound
from portal.core.formats import local
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.forms import KIND_NAMES
from portal.meetings.queries import MeetingLine
from portal.meetings.views.door import blueprint, meeting_at


@blueprint.get("/meetings")
@public("after", "committee")
def index() -> str:
    """The next meeting, those after it, then the past by year; further pages hold the past alone."""
    committee = request.args.get("committee") or None
    page = queries.past(Cursor.read(request.args.get("after")), committee)
    upcoming = queries.upcoming(committee) if page.first_page else []
    return render(
        "meetings/index.html",
        upcoming=upcoming,
        page=page,
        years=_years(list(page.items)),
        committee=committee,
        committees=committees.committee_lines(),
    )


def _years(lines: list[MeetingLine]) -> list[tuple[int, list[MeetingLine]]]:
    return [(year, list(same)) for year, same in groupby(lines, lambda line: local(line.starts_at).year)]


@blueprint.get("/meetings/<slug:slug>")
@public()
def show(slug: str) -> str:
    """A posted meeting with its agenda."""
    return render("meetings/show.html", meeting=meeting_at(slug), kind_names=KIND_NAMES)


@blueprint.get("/meetings/<slug:slug>/items/<int:number>")
@public()
def item(slug: str, number: int) -> str:
    """The permalink of one agenda item. One that was taken off the agenda keeps its page, which says so."""
    meeting = meeting_at(slug)
    found = next((card for card in meeting.items if card.number == number), None)
    if found is None:
        raise NotFound
    return render("meetings/item.html", meeting=meeting, item=found, kind_names=KIND_NAMES)

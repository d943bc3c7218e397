"""What everybody may read: the list, a meeting with its agenda, each of its items, the pack to print."""

from __future__ import annotations

from itertools import groupby

from flask import request
from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.queries import TargetKey
from portal.committees import queries as committees
from portal.core.errors import NotFound
from portal.core.formats import local
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import in_page_language, render
from portal.meetings import queries
from portal.meetings.forms import CHANGE_NAMES, FIELD_NAMES, KIND_NAMES, MINUTE_WORDS
from portal.meetings.models import MeetingState
from portal.meetings.queries import ItemCard, MeetingLine, MeetingSheet
from portal.meetings.views.door import blueprint, meeting_at
from portal.meetings.views.wording import changes_since_posting
from portal.moderation import queries as moderation


@blueprint.get("/meetings")
@public("after", "committee")
def index() -> str:
    """The next meeting, those after it, then the past by year; further pages hold the past alone."""
    committee = request.args.get("committee") or None
    page = queries.past(Cursor.read(request.args.get("after")), committee)
    upcoming = queries.upcoming(committee) if page.first_page else []
    coming = next((line for line in upcoming if line.state != MeetingState.CANCELLED), None)
    return render(
        "meetings/index.html",
        next=coming,
        later=[line for line in upcoming if line is not coming],
        page=page,
        years=_years(list(page.items)),
        committee=committee,
        committees=_committees(),
    )


def _committees() -> list[tuple[str, str]]:
    lines = committees.committee_lines()
    return [("", _("All committees")), *((line.slug, in_page_language(line.name).text) for line in lines)]


def _years(lines: list[MeetingLine]) -> list[tuple[int, list[MeetingLine]]]:
    return [(year, list(same)) for year, same in groupby(lines, lambda line: local(line.starts_at).year)]


@blueprint.get("/meetings/<slug:slug>")
@public()
def show(slug: str) -> str:
    """A posted meeting with its agenda."""
    meeting = meeting_at(slug)
    return render(
        "meetings/show.html",
        meeting=meeting,
        posting=queries.clock_of(meeting),
        changes=changes_since_posting(meeting),
        kind_names=KIND_NAMES,
        change_names=CHANGE_NAMES,
        field_names=FIELD_NAMES,
        comment_counts=comments.counts_by_item(meeting.id),
        minutes=queries.minutes_state(meeting.id) if meeting.has_begun else None,
    )


@blueprint.get("/meetings/<slug:slug>/pack")
@public("languages")
def pack(slug: str) -> str:
    """The whole meeting on one page, to print; with `?languages=all` its agenda in all of them, side by side."""
    meeting = meeting_at(slug)
    return render(
        "meetings/pack.html",
        meeting=meeting,
        posting=queries.clock_of(meeting),
        kind_names=KIND_NAMES,
        comment_counts=comments.counts_by_item(meeting.id),
        stances=comments.stances_by_item(meeting.id),
        minutes=queries.minutes_state(meeting.id) if meeting.has_begun else None,
        side_by_side=request.args.get("languages") == "all",
    )


@blueprint.get("/meetings/<slug:slug>/items/<int:number>")
@public()
def item(slug: str, number: int) -> str:
    """One agenda item, with what was said about it. One that was taken off the agenda keeps its page."""
    meeting = meeting_at(slug)
    found = next((card for card in meeting.items if card.number == number), None)
    if found is None:
        return _withdrawn(slug, number)
    return _item_page(meeting, found, withdrawn=False)


def _withdrawn(slug: str, number: int) -> str:
    """The page of an item that is on the agenda no more: as it stood last, and since when it does not."""
    last = queries.last_version_with(slug, number)
    if last is None:
        raise NotFound
    meeting = meeting_at(slug, last)
    found = next(card for card in meeting.items if card.number == number)
    return _item_page(meeting, found, withdrawn=True)


def _item_page(meeting: MeetingSheet, item: ItemCard, withdrawn: bool) -> str:
    """An item with what became of it, once there can be minutes."""
    key = TargetKey(meeting.slug, item.number)
    page = comments.published(key)
    return render(
        "meetings/item.html",
        meeting=meeting,
        item=item,
        outcome=queries.item_outcome(meeting.id, item.number) if meeting.has_begun else None,
        words=MINUTE_WORDS,
        kind_names=KIND_NAMES,
        withdrawn=withdrawn,
        target=comments.target(key),
        page=page,
        redactions=moderation.redactions_on(page.items),
        stances=comments.stances(key),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )

"""Minutes for everybody: what is posted, the newest version and every earlier one."""

from __future__ import annotations

from typing import Any

from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.forms import MINUTE_WORDS
from portal.meetings.queries import MinutesSheet
from portal.meetings.views.door import blueprint


def _sheet(slug: str, version: int | None = None) -> MinutesSheet:
    sheet = queries.minutes_sheet(slug, version)
    if sheet is None:
        raise NotFound
    return sheet


@blueprint.get("/meetings/<slug:slug>/minutes")
@public()
def minutes(slug: str) -> str:
    """The newest minutes of a meeting; before there are any, the page says so."""
    return _page(_sheet(slug))


@blueprint.get("/meetings/<slug:slug>/minutes/versions/<int:number>")
@public()
def minutes_version(slug: str, number: int) -> str:
    """One version of the minutes, as it was posted."""
    return _page(_sheet(slug, number))


def _page(sheet: MinutesSheet) -> str:
    versions: list[Any] = queries.minutes_versions(sheet.meeting_id) if sheet.version else []
    return render("meetings/minutes.html", sheet=sheet, versions=versions, words=MINUTE_WORDS)

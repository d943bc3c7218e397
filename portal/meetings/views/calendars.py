"""Meetings as calendars to subscribe to: of the site, a committee, a project, and one meeting alone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.committees import queries as committees
from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.translated import Translated
from portal.core.web import in_page_language
from portal.meetings import queries
from portal.meetings.calendars import ical
from portal.meetings.queries import CalendarEntry
from portal.meetings.views.door import blueprint
from portal.projects import queries as projects


@blueprint.get("/calendar.ics")
@public()
def calendar() -> Response:
    """Every meeting from a year ago on."""
    name: str = current_app.config["SETTINGS"].site_name
    return _answer(name, queries.calendar_entries())


@blueprint.get("/committees/<slug:slug>/calendar.ics")
@public()
def committee_calendar(slug: str) -> Response:
    """The meetings of one committee."""
    committee = committees.sheet(slug)
    if committee is None:
        raise NotFound
    return _answer(_about(committee.name), queries.calendar_entries(committee_id=committee.id))


@blueprint.get("/projects/<slug:slug>/calendar.ics")
@public()
def project_calendar(slug: str) -> Response:
    """The meetings with an item about one project."""
    project = projects.facts(slug)
    if project is None:
        raise NotFound
    return _answer(_about(project.title), queries.calendar_entries(project_id=project.id))


@blueprint.get("/meetings/<slug:slug>/calendar.ics")
@public()
def meeting_calendar(slug: str) -> Response:
    """One meeting, also long after it was held or called off."""
    entry = queries.calendar_entry(slug)
    if entry is None:
        raise NotFound
    return _answer(in_page_language(entry.title).text, [entry])


def _about(name: Translated) -> str:
    return _("Meetings: %(name)s", name=in_page_language(name).text)


def _answer(name: str, entries: Sequence[CalendarEntry]) -> Response:
    return Response(ical(name, entries), content_type="text/calendar; charset=utf-8")

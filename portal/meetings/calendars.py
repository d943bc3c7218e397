"""Meetings as calendar programs read them (RFC 5545): one entry a meeting, which each new version replaces.

The same meeting has the same UID in every feed, language and address of the site. Nothing in a feed hangs on when it
was asked for, so that its ETag holds until something changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from flask_babel import gettext as _
from icalendar import Calendar, Event, Timezone, vText, vUri

from portal.core.clock import now
from portal.core.formats import local, site_zone
from portal.core.forms import clean_text
from portal.core.keys import keyed_hash
from portal.core.languages import page_language
from portal.core.translated import Translated
from portal.core.web import absolute_url, in_page_language
from portal.meetings.queries import CalendarEntry

PRODUCT = "-//Community feedback portal//Meetings//EN"
END = b"END:VCALENDAR\r\n"
REFRESH = timedelta(hours=12)
USUAL_LENGTH = timedelta(hours=2)


def ical(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """The calendar called `name`, in the language of the page."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_clean(name)))
    calendar.add("x-wr-timezone", vText(site_zone().key))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone(entries))
    events = (
        _event(entry, uid(entry.slug), absolute_url("meetings.show", slug=entry.slug), page_language(), site_zone().key)
        for entry in entries
    )
    return calendar.to_ical().removesuffix(END) + b"".join(events) + END


def uid(slug: str) -> str:
    """The name of a meeting among all entries of all calendars, for good: it hangs on the slug and the site's key."""
    return f"{slug}@{keyed_hash('calendar', b'site').hex()[:20]}"


def _zone(entries: Sequence[CalendarEntry]) -> Timezone:
    """The rules of the site's zone for the years of the entries, the year before and the one after."""
    years = [local(entry.starts_at).year for entry in entries] or [local(now()).year]
    first, last = date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1)
    return Timezone.from_tzinfo(site_zone(), first_date=first, last_date=last)


@lru_cache(maxsize=2000)
def _event(entry: CalendarEntry, name: str, address: str, _lang: str, _zone_name: str) -> bytes:
    """The lines of one meeting. Programs ask for the same ones again and again, so they are kept.

    The arguments are all that they hang on.
    """
    event = Event()
    event.add("uid", name)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    starts, ends = _days(entry) if not entry.timed else (_moment(entry.starts_at), _moment(_end(entry)))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    title = _said(entry.title)
    event.add("summary", _("Canceled: %(meeting)s", meeting=title) if entry.cancelled else title)
    if place := _said(entry.place) or _clean(entry.remote_link):
        event.add("location", place)
    event.add("description", "\n".join(_description(entry, address)))
    event.add("url", vUri(address))
    return event.to_ical()


def _end(entry: CalendarEntry) -> datetime:
    """As the clerk set it; else after the minutes of its items; else after two hours."""
    if entry.ends_at is not None and entry.ends_at > entry.starts_at:
        return entry.ends_at
    return entry.starts_at + (timedelta(minutes=sum(item.minutes or 0 for item in entry.items)) or USUAL_LENGTH)


def _moment(at: datetime) -> datetime:
    # of an hour that comes twice, iCalendar's local time means the first: the second is told in UTC
    there = local(at)
    return at if there.fold else there


def _days(entry: CalendarEntry) -> tuple[date, date]:
    """The first day, and the day after the last one."""
    first = last = local(entry.starts_at).date()
    if entry.ends_at is not None and entry.ends_at > entry.starts_at:
        last = local(entry.ends_at - timedelta(microseconds=1)).date()
    return first, last + timedelta(days=1)


def _description(entry: CalendarEntry, address: str) -> Iterator[str]:
    if entry.illustrative:
        yield _("This is an example town. Its people, projects and comments are made up.")
    if entry.cancelled:
        yield _("This meeting is canceled.")
    if reason := _said(entry.reason):
        yield _("Why it was changed: %(reason)s", reason=reason)
    if note := _said(entry.note):
        yield note
    if step_free := _said(entry.step_free):
        yield _("Without steps: %(note)s", note=step_free)
    if entry.remote_link:
        yield _("Take part online: %(address)s", address=_clean(entry.remote_link))
    if entry.items:
        yield from ("", _("Agenda:"))
        yield from (f"{item.number}. {_said(item.title)}" for item in entry.items)
    yield from ("", _("Agenda and papers: %(address)s", address=address))
    if attribution := _said(entry.attribution):
        yield attribution


def _said(texts: Translated) -> str:
    return _clean(in_page_language(texts).text)


def _clean(text: str) -> str:
    """Without control characters: the format has no way to write them."""
    return clean_text(text) or ""

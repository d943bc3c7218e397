"""iCalendar: one event at a time, so that a broken one takes no other with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from portal.core.imports import BadRecord, Refusal, UnreadableFile
from portal.core.plain_texts import line
from portal.meetings.imports.links import addresses_in
from portal.meetings.imports.making import Parts, made
from portal.meetings.imports.records import MOST_RECORDS, Found, Link
from portal.meetings.imports.recurrence import NO_DATE, Series, dates_of
from portal.meetings.imports.vevent import Event, components
from portal.meetings.imports.zones import Start, Zones, read_zones

_LINKS = (("Meeting page", "URL"), ("Attachment", "ATTACH"))
_MOST_FRUITLESS = 10
_REMOTE = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")


@dataclass(frozen=True)
class Calendar:
    """What a calendar file holds, and what it calls itself."""

    name: str
    found: tuple[Found | Refusal, ...]
    notes: tuple[str, ...]


def read_calendar(text: str, zone: tzinfo, now: datetime) -> Calendar:
    """Every event of a calendar, with the dates on which it repeats: read, or refused with its number and name."""
    whole = components(text)
    zones = Zones(zone, read_zones(whole.zones))
    withdrawn = whole.head.get("METHOD", "").upper() == "CANCEL"
    found: list[Found | Refusal] = []
    notes: list[str] = []
    by_id: dict[str, list[Event]] = defaultdict(list)
    for number, lines in enumerate(whole.events, 1):
        event = Event(number, lines)
        if event.complete:
            by_id[event.first("UID") or f"\x00{number}"].append(event)
        else:
            found.append(Refusal(number, "the file ends within it", event.name))
    fruitless = 0
    for events in by_id.values():
        for each in _meetings(events, zones, now, withdrawn, notes):
            if isinstance(each, Refusal) and each.reason.startswith(NO_DATE):
                fruitless += 1
            found.append(each)
        if fruitless > _MOST_FRUITLESS:
            raise UnreadableFile("too many of its events repeat by rules that lead to no date")
        if len(found) > MOST_RECORDS:
            raise UnreadableFile(f"the calendar has more than {MOST_RECORDS:,} dates")
    return Calendar(line(whole.head.get("X-WR-CALNAME", "")), tuple(found), tuple(notes))


def _meetings(
    events: list[Event], zones: Zones, now: datetime, withdrawn: bool, notes: list[str]
) -> Iterator[Found | Refusal]:
    """The meetings of all events with one UID: a series, and those of its dates that have an event of their own."""
    apart = {moment for event in events if (moment := _replaces(event, zones)) is not None}
    for event in events:
        try:
            start = zones.start(event)
            dates = [start] if event.has("RECURRENCE-ID") else _dates(event, start, zones, now, notes)
            own = [date for date in dates if event.has("RECURRENCE-ID") or date.key not in apart]
            if not own and dates:
                continue  # each of its dates is told by an event of its own
            yield from [_meeting(event, start, date, zones, withdrawn) for date in own]
        except BadRecord as problem:
            yield Refusal(event.number, str(problem), event.name)


def _replaces(event: Event, zones: Zones) -> str | None:
    try:
        return zones.moment(event, "RECURRENCE-ID").key if event.has("RECURRENCE-ID") else None
    except BadRecord:
        return None


def _dates(event: Event, start: Start, zones: Zones, now: datetime, notes: list[str]) -> list[Start]:
    """The dates of an event that repeats, or its only one."""
    if not (event.has("RRULE") or event.has("RDATE")):
        return [start]
    series = Series(
        start=start,
        rules=tuple(event.raws("RRULE")),
        also=tuple(zones.moments(event, "RDATE")),
        never=frozenset(moment.key for moment in zones.moments(event, "EXDATE")),
    )
    dates, left_out = dates_of(series, now)
    if left_out:
        notes.append(
            f"record {event.number} (“{event.name}”) repeats: the {len(dates)} dates nearest to today were read"
        )
    if not dates:
        raise BadRecord("it repeats by a rule that leaves no date")
    return dates


def _meeting(event: Event, first: Start, date: Start, zones: Zones, withdrawn: bool) -> Found:
    status = event.first("STATUS")
    uid, of_series = event.first("UID"), ""
    if event.has("RECURRENCE-ID"):
        of_series = zones.moment(event, "RECURRENCE-ID").key
    elif event.has("RRULE") or event.has("RDATE"):
        of_series = date.key
    length = zones.length(event, first)
    record = made(
        Parts(
            number=event.number,
            source_id=uid,
            external_id=f"{uid}/{of_series}" if uid and of_series else uid,
            title=event.first("SUMMARY"),
            starts_at=date.at,
            timed=date.timed,
            ends_at=date.at + length if length and date.timed else None,
            place=", ".join(part.strip(" ,") for part in event.first("LOCATION").split("\n") if part.strip(" ,")),
            remote=next((address for name in _REMOTE for address in addresses_in(event.first(name))), ""),
            descriptions=(event.first("DESCRIPTION") or event.first("X-ALT-DESC"), event.first("COMMENT")),
            # every event is "confirmed" where nobody said anything else
            status="" if status.upper() == "CONFIRMED" else status,
            flagged=withdrawn,
            links=tuple(_links(event)),
            all_day=not date.timed,
        )
    )
    revision = tuple(f"{event.first(name):>20}" for name in ("SEQUENCE", "LAST-MODIFIED"))
    return Found(record, (date.day.isoformat(), record.title), revision)


def _links(event: Event) -> Iterator[Link]:
    for label, name in _LINKS:
        for text in event.raws(name):
            yield from ((label, address) for address in addresses_in(text))

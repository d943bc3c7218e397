"""Times of events: in a zone of the public list, in one that the file defines, in UTC, or in the site's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Timezone, vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from portal.core.imports import BadRecord, quoted, shortened
from portal.meetings.imports.moments import EARLIEST_YEAR, LATEST_YEAR, zone_named
from portal.meetings.imports.vevent import MOST_LINES, Event

_TIME = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?", re.I)
# The changes of clocks that zones have. Other rules would be counted out for minutes.
_YEARLY = re.compile(
    r"RRULE:(?=.*FREQ=YEARLY)(?:(?:FREQ=YEARLY|BYMONTH=\d{1,2}|BYDAY=[+-]?[1-4]?[A-Z]{2}|UNTIL=[\dTZ]+|WKST=[A-Z]{2}"
    r"|INTERVAL=1|BYMONTHDAY=(?:1?\d|2[0-8])(?:,(?:1?\d|2[0-8]))*);?)+$",
    re.I,
)


@dataclass(frozen=True)
class Start:
    """A moment of an event: in UTC, with its day, its wall clock, and whether the time of day is known.

    `key` names it among the dates of a series, whatever zone it was written in.
    """

    at: datetime
    wall: datetime
    zone: tzinfo
    timed: bool

    @property
    def day(self) -> date:
        """The day by the clocks there."""
        return self.wall.date()

    @property
    def key(self) -> str:
        """What names it among the dates of a series."""
        return f"{self.at:%Y%m%dT%H%M%SZ}" if self.timed else f"{self.wall:%Y%m%d}"


def start_at(wall: datetime, zone: tzinfo, timed: bool) -> Start:
    """The moment at which the clocks of a zone show this time."""
    if not EARLIEST_YEAR <= wall.year <= LATEST_YEAR:
        raise BadRecord(f"its date lies outside of {EARLIEST_YEAR} to {LATEST_YEAR}: {quoted(wall.date())}")
    try:
        return Start(wall.replace(tzinfo=zone).astimezone(UTC), wall, zone, timed)
    except (ValueError, OverflowError, TypeError) as error:
        raise BadRecord("its time zone cannot be used") from error


def read_zones(blocks: tuple[tuple[str, ...], ...]) -> dict[str, tzinfo]:
    """The zones that the file defines; those that make no sense are left out."""
    found: dict[str, tzinfo] = {}
    for block in blocks[:100]:
        if not all(_YEARLY.match(each) for each in block if each.upper().startswith("RRULE")):
            continue
        try:
            zone = Timezone.from_ical("\r\n".join(block[:MOST_LINES]) + "\r\n")
            if isinstance(zone, Timezone) and (name := str(zone.get("TZID", ""))):
                found[name] = zone.to_tz(lookup_tzid=False)
        except Exception:
            # whatever a library makes of a stranger's rules: the events in this zone will say that it is not known
            continue
    return found


@dataclass(frozen=True)
class Zones:
    """Times of events: in the zone that they name, in UTC, or else in the site's own."""

    site: tzinfo
    own: Mapping[str, tzinfo]

    def start(self, event: Event) -> Start:
        """When an event begins."""
        if not event.has("DTSTART"):
            raise BadRecord("it has no start (DTSTART)")
        return self.moment(event, "DTSTART")

    def moment(self, event: Event, name: str) -> Start:
        """The one moment that a property tells."""
        return self._read(event.first(name), event.zone(name), name)

    def moments(self, event: Event, name: str) -> list[Start]:
        """All moments of a property that may hold several; periods count by their beginning."""
        texts = (text for each in event.raws(name) for text in each.split(","))
        return [self._read(text.partition("/")[0].strip(), event.zone(name), name) for text in texts if text.strip()]

    def length(self, event: Event, start: Start) -> timedelta | None:
        """How long an event takes, where it says so in a way that can be read."""
        try:
            if event.has("DTEND"):
                return self.moment(event, "DTEND").at - start.at
            if not event.has("DURATION"):
                return None
            lasting: timedelta = vDuration.from_ical(event.first("DURATION"))  # type: ignore[no-untyped-call]  # no type
            return lasting
        except (BadRecord, ValueError, OverflowError):
            return None

    def _read(self, text: str, zone_name: str, name: str) -> Start:
        found = _TIME.fullmatch(text)
        if not found:
            raise BadRecord(f"its {name} cannot be read: {quoted(text)}")
        try:
            numbers = [int(part) for part in found.groups()[:6] if part]
            wall = datetime(*numbers)  # type: ignore[arg-type]  # three to six of them
        except ValueError:
            raise BadRecord(f"its {name} is no such time: {quoted(text)}") from None
        timed = found[4] is not None
        return start_at(wall, UTC if found[7] else self._zone(zone_name if timed else ""), timed)

    def _zone(self, name: str) -> tzinfo:
        if not name:
            return self.site
        windows = WINDOWS_TO_OLSON.get(name)
        # some programs put a path before the name: /freeassociation.sourceforge.net/America/New_York
        tail = "/".join(name.split("/")[-2:]) if name.startswith("/") else ""
        found = zone_named(name) or zone_named(windows or "") or self.own.get(name) or zone_named(tail)
        if found is None:
            raise BadRecord(f"its time zone is not known: {shortened(quoted(name), 80)}")
        return found

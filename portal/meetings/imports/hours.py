"""When a meeting starts and ends, from values whose names and forms differ from source to source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from portal.core.imports import BadRecord
from portal.core.plain_texts import line, lines
from portal.meetings.imports import names
from portal.meetings.imports.moments import Moment, read_clocks, read_moment, zone_named
from portal.meetings.imports.values import Values, says_nothing, text_of

_HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Hours:
    """When a record starts: its moment, whether it says to take the whole day, and words for a time we cannot read."""

    start: Moment
    all_day: bool = False
    unread: str = ""


def hours(values: Values, day_first: bool) -> Hours:
    """When the record starts; raises `BadRecord`. Day and time may stand apart."""
    day, whole_day = _day(values, day_first)
    if whole_day or values.is_true(names.ALL_DAY):
        return Hours(Moment(day.day), all_day=True)
    if day.clock:
        return Hours(day)
    unread = ""
    for text in values.texts(names.CLOCKS):
        if clock := _clock(text, day_first):
            return Hours(Moment(day.day, *clock))
        if not unread and not _moment(text, day_first):
            unread = lines(text)
    return Hours(day, unread=unread)


def end_of(values: Values, start: Moment, zone: tzinfo, day_first: bool) -> datetime | None:
    """When the record ends, where it says so; a time alone is meant on the day of the start."""
    if start.clock is None:
        return None
    for _, value in values.named(names.ENDS):
        inner, _, own_zone = _unwrapped(value)
        if moment := _moment(inner, day_first):
            if moment.clock:
                return Moment(moment.day, moment.clock, moment.zone or own_zone).at(zone)
        elif clocks := read_clocks(line(inner)):
            return _later(clocks[0], start, zone)
    spans = (read_clocks(line(text)) for text in values.texts(names.CLOCKS) if not _moment(text, day_first))
    last = next((clocks[1] for clocks in spans if len(clocks) == 2), None)
    return _later(last, start, zone) if last else None


def _later(clock: time, start: Moment, zone: tzinfo) -> datetime:
    """That time on the day of the start; what would lie long before it is meant on the next day."""
    ends_at = Moment(start.day, clock, start.zone).at(zone)
    return ends_at + timedelta(days=1) if ends_at < start.at(zone) - _HALF_A_DAY else ends_at


def _day(values: Values, day_first: bool) -> tuple[Moment, bool]:
    found: list[tuple[Moment, bool]] = []
    problem = ""
    for name, value in _dates(values):
        inner, whole_day, zone = _unwrapped(value)
        if says_nothing(inner):
            continue
        try:
            moment = read_moment(inner, day_first)
            found.append((Moment(moment.day, moment.clock, moment.zone or zone), whole_day))
        except BadRecord as error:
            problem = problem or ("" if name in names.CLOCKS and read_clocks(str(inner)) else str(error))
    if not found:
        raise BadRecord(problem or "it has no date")
    # of several, the first that knows the time of the first one's day
    same_day = [each for each in found if each[0].day == found[0][0].day and each[0].clock]
    return (same_day or found)[0]


def _dates(values: Values) -> Iterator[tuple[str, Any]]:
    """The values that may tell the day: those with a known name, or else all that are called a date."""
    told = list(values.named(names.STARTS))
    return iter(told or [pair for pair in values.values.items() if names.is_date_name(values.labels[pair[0]])])


def _unwrapped(value: Any) -> tuple[Any, bool, tzinfo | None]:
    """The value of a date, whether it is a whole day, and its zone: some calendars wrap all three."""
    if not isinstance(value, Mapping):
        return value, False, None
    inside = {names.plain(name): each for name, each in value.items()}
    zone = zone_named(text_of(inside.get("timezone")))
    whole = next((inside[name] for name in ("datetime", "dateandtime", "start") if inside.get(name)), None)
    return (inside.get("date"), True, None) if whole is None else (whole, False, zone)


def _moment(value: Any, day_first: bool) -> Moment | None:
    try:
        return read_moment(value, day_first)
    except BadRecord:
        return None


def _clock(text: str, day_first: bool) -> tuple[time, tzinfo | None] | None:
    if moment := _moment(text, day_first):
        return (moment.clock, moment.zone) if moment.clock else None
    clocks = read_clocks(line(text))
    return (clocks[0], None) if clocks else None

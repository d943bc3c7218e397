"""The dates of an event that repeats, within bounds: nobody's rule may run for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice

from dateutil.rrule import rrulestr

from portal.core.imports import BadRecord, quoted
from portal.meetings.imports.zones import Start, start_at

AHEAD = timedelta(days=731)
MOST_DATES = 500
# To find this out takes up to a second, so a file may not hold many.
NO_DATE = "its rule of repeating leads to no date"
_MOST_STEPS = 20_000
_MOST_RULES = 4
_LONGEST_RULE = 300
_PARTS = {
    "DAILY": {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"},
    "WEEKLY": {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"},
    "MONTHLY": {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}


@dataclass(frozen=True)
class Series:
    """An event that repeats: rules, further dates, and the keys of dates that are left out."""

    start: Start
    rules: tuple[str, ...]
    also: tuple[Start, ...]
    never: frozenset[str]


def dates_of(series: Series, now: datetime) -> tuple[list[Start], bool]:
    """The dates from the first to two years after `now` (or after the first): at most the 500 nearest to `now`.

    The second value tells whether some were left out for their number.
    """
    last = max(now, series.start.at) + AHEAD
    found = {series.start.key: series.start}
    for rule in series.rules[:_MOST_RULES]:
        for date in _of_rule(rule, series.start, last):
            found.setdefault(date.key, date)
    for date in series.also[:MOST_DATES]:
        if date.at <= last:
            found.setdefault(date.key, date)
    days_off = {key for key in series.never if "T" not in key}
    kept = [date for key, date in found.items() if key not in series.never and f"{date.wall:%Y%m%d}" not in days_off]
    nearest = sorted(kept, key=lambda date: abs(date.at - now))[:MOST_DATES]
    return sorted(nearest, key=lambda date: date.at), len(kept) > MOST_DATES


def _of_rule(rule: str, start: Start, last: datetime) -> Iterator[Start]:
    parts = _parts(rule)
    until = _until(parts.pop("UNTIL", ""), start)
    bare = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        end = min(until, last.astimezone(start.zone).replace(tzinfo=None))
        walls = iter(rrulestr(bare, dtstart=start.wall))
        first = next(walls, None)
    except (ValueError, TypeError, OverflowError, IndexError, KeyError) as error:
        raise BadRecord(f"its rule of repeating cannot be read: {quoted(rule)}") from error
    if first is None:
        raise BadRecord(f"{NO_DATE}: {quoted(rule)}")
    for wall in islice(chain((first,), walls), _MOST_STEPS):
        if wall > end:
            return
        yield start_at(wall, start.zone, start.timed)


def _parts(rule: str) -> dict[str, str]:
    """The parts of a rule that meetings have. Others are refused: some of them would be counted out for minutes."""
    pairs = (part.partition("=") for part in rule[:_LONGEST_RULE].upper().split(";") if part)
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    allowed = _PARTS.get(parts.get("FREQ", ""), set())
    if len(rule) > _LONGEST_RULE or not allowed.issuperset(parts) or re.search(r"\d{5}", parts.get("INTERVAL", "")):
        raise BadRecord(f"it repeats by a rule that meetings do not have: {quoted(rule)}")
    return parts


def _until(text: str, start: Start) -> datetime:
    """The last moment by the clocks of the start's zone."""
    if not text:
        return datetime.max
    found = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", text)
    if not found:
        raise BadRecord(f"its rule of repeating ends at a time that cannot be read: {quoted(text)}")
    try:
        end = datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")
        return end.replace(tzinfo=UTC).astimezone(start.zone).replace(tzinfo=None) if found[3] else end
    except (ValueError, OverflowError):
        raise BadRecord(f"its rule of repeating ends at a time that cannot be read: {quoted(text)}") from None

"""Days and times as other programs and people write them. American order, unless a file proves another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from portal.core.imports import BadRecord, quoted

EARLIEST_YEAR, LATEST_YEAR = 1800, 2199
_MONTHS = (
    ("jan", "january", "ene", "enero"),
    ("feb", "february", "febrero"),
    ("mar", "march", "marzo"),
    ("apr", "april", "abr", "abril"),
    ("may", "mayo"),
    ("jun", "june", "junio"),
    ("jul", "july", "julio"),
    ("aug", "august", "ago", "agosto"),
    ("sep", "sept", "september", "septiembre", "setiembre"),
    ("oct", "october", "octubre"),
    ("nov", "november", "noviembre"),
    ("dec", "december", "dic", "diciembre"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\.?,?\s+",
    re.I,
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|T)")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_MONTH_FIRST = re.compile(rf"({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]+(?:de\s+)?({_NAME})\.?,?[\s-]+(?:de\s+)?(\d{{4}})(?!\d)", re.I
)
_CLOCK = re.compile(
    r"(?<![\d:])(?:(noon|midday|mediod[ií]a)|(midnight|medianoche)|(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:([ap])\.?\s?m\b\.?)?)",
    re.I,
)
# "6 - 8 PM": the first of the two leaves its half of the day to the second
_SPAN = re.compile(r"(?<![\d:])(\d{1,2}(?::\d{2})?)\s*(?:-|–|—|to|a)\s*(?=\d{1,2}(?::\d{2})?\s*([ap])\.?\s?m\b)", re.I)
_OFFSET = re.compile(r"\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))$", re.I)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NET = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")


@dataclass(frozen=True)
class Moment:
    """A day, a time where it is known, and a zone where the text names one."""

    day: date
    clock: time | None = None
    zone: tzinfo | None = None

    def at(self, zone: tzinfo) -> datetime:
        """As aware UTC; in `zone` where the text names none, at midnight where the time is not known."""
        there = datetime.combine(self.day, self.clock or time(), self.zone or zone)
        return there.astimezone(UTC)


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that name in the public list, such as America/Chicago; nothing where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def read_moment(value: object, day_first: bool = False) -> Moment:
    """The moment that `value` tells; raises `BadRecord` with words."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    text = " ".join(str(value).split())
    if net := _NET.fullmatch(text):
        return _since_1970(int(net[1]))
    if re.fullmatch(r"\d{12,13}|\d{10}", text):
        return _since_1970(int(text))
    day, rest = _day(text, day_first)
    clock, zone = _rest(rest)
    return Moment(day, clock, zone)


def _since_1970(value: float) -> Moment:
    try:
        seconds = value / 1000 if abs(value) >= 1e11 else value
        moment = _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        raise BadRecord(f"its date is out of range: {quoted(value)}") from None
    if abs(value) < 1e8:
        raise BadRecord(f"its date cannot be read: {quoted(value)}")
    return Moment(_believed(moment.date(), value), moment.time(), UTC)


def _day(text: str, day_first: bool) -> tuple[date, str]:
    text = _WEEKDAY.sub("", text)
    if found := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMBERS.match(text):
        first, second, year = (int(part) for part in found.groups())
        year += (2000 if year < 69 else 1900) if len(found[3]) == 2 else 0
        month, day = (second, first) if day_first else (first, second)
    elif found := _MONTH_FIRST.match(text):
        month, day, year = _MONTH[found[1].lower()], int(found[2]), int(found[3])
    elif found := _DAY_FIRST.match(text):
        day, month, year = int(found[1]), _MONTH[found[2].lower()], int(found[3])
    else:
        raise BadRecord(f"its date cannot be read: {quoted(text)}")
    try:
        return _believed(date(year, month, day), text), text[found.end() :]
    except ValueError:
        raise BadRecord(f"there is no such day: {quoted(text)}") from None


def _believed(day: date, text: object) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise BadRecord(f"its date lies outside of {EARLIEST_YEAR} to {LATEST_YEAR}: {quoted(text)}")
    return day


def _rest(text: str) -> tuple[time | None, tzinfo | None]:
    """The time behind a day. A midnight without a zone only says that the time was not filled in."""
    text = text.removeprefix("T").strip(" ,@")
    zone: tzinfo | None = None
    if found := _OFFSET.search(text):
        text = text[: found.start()]
        minutes = 0 if found[1] else (int(found[3]) * 60 + int(found[4])) * (-1 if found[2] == "-" else 1)
        zone = timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None
    if re.fullmatch(r"\d{4}(?:\d{2})?", text):
        text = f"{text[:2]}:{text[2:4]}"
    clock = read_clock(text)
    return (None, None) if clock == time() and zone is None else (clock, zone if clock else None)


def read_clock(text: str) -> time | None:
    """The first time of day in a text such as "6:30 P.M.", "noon" or "18:30"; nothing where there is none."""
    clocks = read_clocks(text)
    return clocks[0] if clocks else None


def read_clocks(text: str) -> list[time]:
    """The times of day in a text, in their order: of "6 - 8 PM" both, in the afternoon; of "11 - 1 PM" one of each."""
    spread = _SPAN.sub(r"\1 \2m - ", text[:200])
    found = [part for part in _CLOCK.finditer(spread) if part[1] or part[2] or part[4] or part[5]]
    clocks = [clock for part in found if (clock := _time(part)) is not None]
    if spread != text[:200] and len(clocks) > 1 and clocks[0] > clocks[1]:
        clocks[0] = clocks[0].replace(hour=(clocks[0].hour + 12) % 24)
    return clocks


def _time(part: re.Match[str]) -> time | None:
    if part[1] or part[2]:
        return time(12 if part[1] else 0)
    hour, minute, half = int(part[3]), int(part[4] or 0), part[5]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None

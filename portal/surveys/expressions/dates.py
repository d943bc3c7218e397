"""Dates and times as XForms writes them: 2026-11-25, 2026-11-25T09:30:00.000+01:00, 09:30:00.

They stay texts. As a number a date is the days since 1970-01-01, the time of day its fraction. A time is the one that
the clock on the wall showed where it was written: answers and `now()` of one survey are all written in the site's zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

EPOCH = date(1970, 1, 1).toordinal()
_SECONDS = 86_400
_ZONE = r"(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_TIME = r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d{1,9})?))?"
_MOMENT = re.compile(rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?:T{_TIME}{_ZONE})?", re.ASCII)
_TIME_ONLY = re.compile(_TIME + _ZONE, re.ASCII)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Calendar:
    """Short names of months (from January) and weekdays (from Monday), in the reader's language."""

    months: tuple[str, ...] = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    days: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def days_of(text: str) -> float | None:
    """A date, or date and time, as days since 1970-01-01; None where the text is neither."""
    found = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    try:
        day = date.fromisoformat(found["day"]).toordinal() - EPOCH
    except ValueError:
        return None
    if found["hour"] is None:
        return float(day)
    time = _fraction(found)
    return None if time is None else day + time


def time_of(text: str) -> float | None:
    """The time of day as a fraction of a day, from a time or from a date with a time."""
    text = text.strip()
    found = _TIME_ONLY.fullmatch(text) or _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or found["hour"] is None:
        return None
    return _fraction(found)


def _fraction(found: re.Match[str]) -> float | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), float(found["second"] or 0)
    if hour > 23 or minute > 59 or second >= 60:
        return None
    return (hour * 3600 + minute * 60 + second) / _SECONDS


def moment_of(days: float) -> datetime | None:
    """The moment, without a zone, that many days after 1970-01-01; None outside the years 1 to 9999."""
    try:
        return datetime(1970, 1, 1) + timedelta(milliseconds=round(days * _SECONDS * 1000))
    except (OverflowError, ValueError):  # ValueError: not a number
        return None


def written(moment: datetime) -> str:
    """A moment as XForms writes it."""
    return moment.isoformat(timespec="milliseconds")


def formatted(moment: datetime, pattern: str, calendar: Calendar) -> str:
    """The pattern with its %-signs replaced, as ODK's format-date-time() does; an unknown sign stays as it is."""
    signs = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": f"{moment.month}",
        "b": calendar.months[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": f"{moment.day}",
        "a": calendar.days[moment.weekday()],
        "H": f"{moment.hour:02}",
        "h": f"{moment.hour}",
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "%": "%",
    }
    return re.sub(r"%(.)", lambda found: signs.get(found[1], found[0]), pattern)

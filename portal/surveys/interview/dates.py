"""Dates and times as people type them, in three fields or one; kept as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from portal.surveys.definition import Kind, Question
from portal.surveys.interview import words
from portal.surveys.interview.numbers import Unreadable

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII)
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.h ]([0-9]{2}))?(?::([0-9]{2})(?:\.[0-9]{1,6})?)?\s*([ap])?\.?(?:m\.?)?", re.ASCII | re.I
)


def date_roles(question: Question) -> tuple[str, ...]:
    """The inputs of a date: of some only the year, or month and year, is asked."""
    if question.kind is Kind.DATETIME:
        return ("day", "month", "year", "time")
    if "year" in question.appearance:
        return ("year",)
    return ("month", "year") if "month-year" in question.appearance else ("day", "month", "year")


def date_from(parts: Mapping[str, str]) -> str:
    """The ISO date that day, month and year make; a day or month that is not asked is the first."""
    if not any(parts.values()):
        return ""
    missing = next((role for role, typed in parts.items() if not typed), "")
    if missing:
        raise Unreadable(words.WHOLE_DATE, missing)
    for role, most in (("day", 2), ("month", 2), ("year", 4)):
        typed = parts.get(role, "1")
        if not (typed.isdecimal() and len(typed) <= most):
            raise Unreadable(words.A_DATE, role)
    if len(parts["year"]) != 4:
        raise Unreadable(words.A_DATE, "year")
    return _date(parts["year"], parts.get("month", "1"), parts.get("day", "1"), next(iter(parts)))


def iso_date(typed: str) -> str:
    """A date in one field, as browsers send it."""
    if not typed:
        return ""
    match = _ISO_DATE.fullmatch(typed)
    if not match:
        raise Unreadable(words.A_DATE)
    return _date(match[1], match[2], match[3], "")


def time_from(typed: str) -> str:
    """A time such as 14:30 or 2:30 pm, as HH:MM (with seconds where they are given)."""
    if not typed:
        return ""
    match = _TIME.fullmatch(typed)
    if not match or (match[2] is None and match[4] is None):
        raise Unreadable(words.A_TIME, "time")
    hour, half = int(match[1]), (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise Unreadable(words.A_TIME, "time")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        moment = time(hour, int(match[2] or 0), int(match[3] or 0))
    except ValueError:
        raise Unreadable(words.A_TIME, "time") from None
    return moment.isoformat("seconds" if moment.second else "minutes")


def moment_from(day: str, clock: str) -> str:
    """A date and a time as one; both or neither."""
    if bool(day) != bool(clock):
        raise Unreadable(words.TIME_TOO, "time" if day else "day")
    return f"{day}T{clock}" if day else ""


def date_parts(value: str) -> dict[str, str]:
    """The inputs that a kept date fills."""
    day, _, clock = value.partition("T")
    match = _ISO_DATE.fullmatch(day)
    if not match:
        return {}
    return {"year": match[1], "month": str(int(match[2])), "day": str(int(match[3])), "time": clock}


def _date(year: str, month: str, day: str, part: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Unreadable(words.A_DATE, part) from None

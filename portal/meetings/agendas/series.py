"""The days of meetings that come again and again."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

MOST = 60


class Rhythm(StrEnum):
    """How often a committee meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    MONTHLY_LAST_WEEKDAY = "monthly_last_weekday"
    MONTHLY_BY_DATE = "monthly_by_date"


def days_after(first: date, rhythm: Rhythm, until: date) -> list[date]:
    """The days after `first` in its rhythm, up to and with `until`, at most 60.

    Months that have no such day (a fifth Tuesday, a 31st) are left out.
    """
    begins, ends = (datetime.combine(day, time()) for day in (first, until))
    days = (moment.date() for moment in _rule(first, rhythm, begins, ends))
    return list(islice((day for day in days if day > first), MOST))


def week_of_month(day: date) -> int:
    """1 for the first such weekday of its month, up to 5."""
    return (day.day - 1) // 7 + 1


def _rule(first: date, rhythm: Rhythm, begins: datetime, ends: datetime) -> rrule:
    if rhythm in {Rhythm.WEEKLY, Rhythm.FORTNIGHTLY}:
        return rrule(WEEKLY, interval=2 if rhythm is Rhythm.FORTNIGHTLY else 1, dtstart=begins, until=ends)
    if rhythm is Rhythm.MONTHLY_BY_DATE:
        return rrule(MONTHLY, dtstart=begins, until=ends)
    place = -1 if rhythm is Rhythm.MONTHLY_LAST_WEEKDAY else week_of_month(first)
    return rrule(MONTHLY, byweekday=weekday(first.weekday(), place), dtstart=begins, until=ends)

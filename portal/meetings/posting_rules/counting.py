"""The posting clock: when an agenda must be public, and how early it was. Every way of counting has both."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from portal.meetings.posting_rules.days import (
    ONE_DAY,
    counted_before,
    counted_days,
    day_ends,
    day_of,
    stretches_before,
)
from portal.meetings.posting_rules.shapes import Counting, Rule


def deadline(rule: Rule, starts_at: datetime, zone: ZoneInfo, holidays: Container[date]) -> datetime:
    """The last moment, in UTC, at which the agenda of a meeting can be posted in time."""
    starts_at, is_open = starts_at.astimezone(UTC), counted_days(rule.closed_weekdays, holidays)
    if rule.counting == Counting.HOURS:
        return starts_at - timedelta(hours=rule.amount)
    if rule.counting == Counting.OPEN_HOURS:
        left = timedelta(hours=rule.amount)
        for begin, end in stretches_before(starts_at, zone, is_open):
            if left <= end - begin:
                return end - left
            left -= end - begin
    meeting_day = day_of(starts_at, zone)
    if rule.counting == Counting.CALENDAR_DAYS:
        return day_ends(meeting_day - rule.amount * ONE_DAY, zone)
    nth = next(islice(counted_before(meeting_day, is_open), rule.amount - 1, None))
    return day_ends(nth - ONE_DAY if rule.counting == Counting.WHOLE_BUSINESS_DAYS else nth, zone)


def lead(
    rule: Rule, starts_at: datetime, posted_at: datetime, zone: ZoneInfo, holidays: Container[date]
) -> timedelta | int:
    """How early a posting was, counted as the rule counts: a length of time, or a number of days."""
    is_open = counted_days(rule.closed_weekdays, holidays)
    posted_day, meeting_day = day_of(posted_at, zone), day_of(starts_at, zone)
    match rule.counting:
        case Counting.HOURS:
            return starts_at - posted_at
        case Counting.OPEN_HOURS:
            return _open_time(posted_at.astimezone(UTC), starts_at.astimezone(UTC), zone, rule, holidays)
        case Counting.CALENDAR_DAYS:
            return max(0, (meeting_day - posted_day).days)
        case Counting.BUSINESS_DAYS:
            return sum(1 for _ in takewhile(lambda day: day >= posted_day, counted_before(meeting_day, is_open)))
        case Counting.WHOLE_BUSINESS_DAYS:
            return sum(1 for _ in takewhile(lambda day: day > posted_day, counted_before(meeting_day, is_open)))


def _open_time(
    posted_at: datetime, starts_at: datetime, zone: ZoneInfo, rule: Rule, holidays: Container[date]
) -> timedelta:
    total = timedelta()
    for begin, end in stretches_before(starts_at, zone, counted_days(rule.closed_weekdays, holidays)):
        if end <= posted_at:
            break
        total += end - max(begin, posted_at)
    return total

"""Days of the site's zone as stretches of true time."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)

IsOpen = Callable[[date], bool]


def counted_days(closed_weekdays: frozenset[int], holidays: Container[date]) -> IsOpen:
    """Tells the days that count: those that are neither on such a weekday nor a holiday."""
    return lambda day: day.weekday() not in closed_weekdays and day not in holidays


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that `moment` falls on in `zone`."""
    return moment.astimezone(zone).date()


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day. Where the clocks jump at midnight, that is the moment of the jump."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_ends(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day; shown as 11:59 PM of it, not as 12:00 AM of the next."""
    return day_begins(day + ONE_DAY, zone) - INSTANT


def counted_before(day: date, is_open: IsOpen) -> Iterator[date]:
    """The days that count before `day`, the nearest first."""
    while True:
        day -= ONE_DAY
        if is_open(day):
            yield day


def stretches_before(moment: datetime, zone: ZoneInfo, is_open: IsOpen) -> Iterator[tuple[datetime, datetime]]:
    """The open stretches before `moment`, day by day, the nearest first; as long as they truly are."""
    day, end = day_of(moment, zone), moment
    while True:
        begin = day_begins(day, zone)
        if is_open(day):
            yield begin, end
        day, end = day - ONE_DAY, begin

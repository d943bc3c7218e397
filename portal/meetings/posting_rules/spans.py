"""Lengths of time in the numbers that pages write: "79 h 12 min", "2 days 3 h". The words are the edge's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Span:
    """A length in whole minutes, told as hours and minutes, or as days and hours. Never negative."""

    total_minutes: int

    @property
    def hours(self) -> int:
        """All of its hours."""
        return self.total_minutes // 60

    @property
    def minutes(self) -> int:
        """What remains beside its hours."""
        return self.total_minutes % 60

    @property
    def days(self) -> int:
        """All of its days of 24 hours."""
        return self.hours // 24

    @property
    def hours_of_day(self) -> int:
        """What remains of its hours beside its days."""
        return self.hours % 24


def span_of(time: timedelta, *, round_up: bool = False) -> Span:
    """`time` in whole minutes, cut off: 71 h 59 min 59 s is never told as 72 h.

    `round_up` is for what somebody is late: less than a minute is a minute then.
    """
    whole = -(-time // MINUTE) if round_up else time // MINUTE
    return Span(max(0, whole))

"""A set of posting rules as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.translated import Translated
from portal.meetings.models import MeetingKind

WEEKEND = frozenset({5, 6})


class Counting(StrEnum):
    """How an amount of time before a meeting is counted.

    HOURS: hours that truly pass. A night with a clock change is as long as it is, since the law names hours.
    OPEN_HOURS: hours that truly pass on days that count, days being those of the site's zone.
    BUSINESS_DAYS: posted at any time on the Nth business day before the day of the meeting.
    WHOLE_BUSINESS_DAYS: posted before N business days that lie whole between posting and the day of the meeting.
    CALENDAR_DAYS: posted at any time on the Nth day before the day of the meeting.
    """

    HOURS = "hours"
    OPEN_HOURS = "open_hours"
    BUSINESS_DAYS = "business_days"
    WHOLE_BUSINESS_DAYS = "whole_business_days"
    CALENDAR_DAYS = "calendar_days"

    @property
    def in_days(self) -> bool:
        """Whether the amount is a number of days, not of hours."""
        return self not in {Counting.HOURS, Counting.OPEN_HOURS}


@dataclass(frozen=True)
class Rule:
    """The deadline for one kind of meeting. `closed_weekdays` are not counted (Monday is 0)."""

    kind: MeetingKind
    amount: int
    counting: Counting
    citation: str
    explanation: Translated
    closed_weekdays: frozenset[int] = WEEKEND


@dataclass(frozen=True)
class Silence:
    """A kind of meeting for which the law names no deadline, and what it asks for instead."""

    kind: MeetingKind
    citation: str
    explanation: Translated


@dataclass(frozen=True)
class RuleSet:
    """The posting rules of one jurisdiction, as they stood on the day `as_of`.

    `holidays` is a subdivision such as US-MA, or empty; `holidays_left_out` are names that do not count among them;
    `closed_days` are a site's own.
    """

    code: str
    name: Translated
    explanation: Translated
    jurisdiction: str
    citation: str
    source: str
    as_of: date
    holidays: str = ""
    holidays_left_out: tuple[str, ...] = ()
    closed_days: frozenset[date] = frozenset()
    rules: tuple[Rule, ...] = ()
    silences: tuple[Silence, ...] = ()

    def rule(self, kind: MeetingKind) -> Rule | None:
        """The rule for `kind`; None where the set names no deadline."""
        return next((rule for rule in self.rules if rule.kind == kind), None)

    def silence(self, kind: MeetingKind) -> Silence | None:
        """What the set says of `kind` where it names no deadline."""
        return next((silence for silence in self.silences if silence.kind == kind), None)

"""Was an agenda posted in time, and how much time is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from portal.meetings.models import MeetingKind
from portal.meetings.posting_rules.counting import deadline, lead
from portal.meetings.posting_rules.holiday import HolidaysOf
from portal.meetings.posting_rules.shapes import Rule, RuleSet

NONE_LATE = timedelta()


@dataclass(frozen=True)
class Verdict:
    """Whether a posting met its rule.

    `before` is the true time from posting to meeting; `lead` is the same as the rule counts it: a length of time, or
    a number of days. `late_by` is zero for what was in time.
    """

    rule_set: RuleSet
    rule: Rule
    deadline: datetime
    before: timedelta
    lead: timedelta | int
    late_by: timedelta

    @property
    def met(self) -> bool:
        """Whether it was posted at the deadline or earlier."""
        return self.late_by == NONE_LATE


def judge(
    rule_set: RuleSet, kind: MeetingKind, starts_at: datetime, posted_at: datetime, zone: ZoneInfo
) -> Verdict | None:
    """Measure a posting against the rule for its kind of meeting; None where the set names no deadline.

    Seconds are whole, as in the public record: what it cannot prove is held against nobody.
    """
    rule = rule_set.rule(kind)
    if rule is None:
        return None
    posted_at, holidays = posted_at.replace(microsecond=0), HolidaysOf(rule_set)
    last = deadline(rule, starts_at, zone, holidays)
    return Verdict(
        rule_set=rule_set,
        rule=rule,
        deadline=last,
        before=starts_at - posted_at,
        lead=lead(rule, starts_at, posted_at, zone, holidays),
        late_by=max(NONE_LATE, posted_at - last),
    )

"""The posting clock: when an agenda must be public, over clock changes, weekends, holidays and year ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.translated import Translated
from portal.meetings.models import MeetingKind
from portal.meetings.posting_rules import Counting, Rule, RuleSet, deadline, judge, rule_set, rule_sets, span_of
from portal.meetings.posting_rules.holiday import HolidaysOf

SECOND = timedelta(seconds=1)
EASTERN, CENTRAL, PACIFIC, ARIZONA = "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Phoenix"
MADRID, LORD_HOWE, SANTIAGO = "Europe/Madrid", "Australia/Lord_Howe", "America/Santiago"

# Each row: what it shows | set, kind | zone | the meeting begins | the last minute to post, both as the zone's clocks
# tell them. Days stand for their last moment. 2026: clocks forward on Sunday 8 March, back on Sunday 1 November.
# Sources, told in rules.toml: Cal. Gov. Code 54954.2(a), 54956(a), 54956.5(b); KRS 61.823(4); 5 ILCS 120/2.02(a);
# MCL 15.265(4); M.G.L. c. 30A, 20(b); Tex. Gov't Code 551.043(a), 551.045(a); A.R.S. 38-431.02(C).
CASES = [
    # ---- hours that truly pass
    ("an ordinary week", "us-ca-brown-act regular", PACIFIC, "2026-06-11 18:00", "2026-06-08 18:00"),
    ("clocks go forward", "us-ca-brown-act regular", PACIFIC, "2026-03-09 18:00", "2026-03-06 17:00"),
    ("clocks go back", "us-ca-brown-act regular", PACIFIC, "2026-11-02 18:00", "2026-10-30 19:00"),
    ("Arizona's clocks never change", "us-ca-brown-act regular", ARIZONA, "2026-03-09 18:00", "2026-03-06 18:00"),
    ("inside the hour that comes twice", "us-ca-brown-act emergency", PACIFIC, "2026-11-01 01:30*", "2026-11-01 01:30"),
    ("clocks go forward that morning", "us-ky special", EASTERN, "2026-03-08 18:00", "2026-03-07 17:00"),
    ("clocks go back that morning", "us-ky special", CENTRAL, "2026-11-01 12:00", "2026-10-31 13:00"),
    ("a holiday counts", "us-ky special", EASTERN, "2026-12-26 10:00", "2026-12-25 10:00"),
    ("a weekend counts", "us-il regular", CENTRAL, "2026-06-15 19:00", "2026-06-13 19:00"),
    ("a year end", "us-il special", CENTRAL, "2027-01-01 09:00", "2026-12-30 09:00"),
    ("just after midnight", "us-mi special", EASTERN, "2026-06-10 00:15", "2026-06-09 06:15"),
    ("one hour is enough", "us-tx emergency", CENTRAL, "2026-06-10 00:15", "2026-06-09 23:15"),
    # ---- hours on days that count
    ("within a week", "us-ma regular", EASTERN, "2026-06-11 18:00", "2026-06-09 18:00"),
    ("a weekend", "us-ma regular", EASTERN, "2026-06-15 18:00", "2026-06-11 18:00"),
    ("Tuesday after a weekend", "us-ma special", EASTERN, "2026-06-16 18:00", "2026-06-12 18:00"),
    ("Thanksgiving", "us-ma regular", EASTERN, "2026-11-27 19:00", "2026-11-24 19:00"),
    ("Patriots' Day after a weekend", "us-ma regular", EASTERN, "2026-04-21 18:00", "2026-04-16 18:00"),
    ("a Saturday holiday moves no Friday", "us-ma regular", EASTERN, "2026-07-06 18:00", "2026-07-02 18:00"),
    ("a year end", "us-ma regular", EASTERN, "2027-01-04 10:00", "2026-12-30 10:00"),
    ("just after midnight", "us-ma regular", EASTERN, "2026-06-10 00:15", "2026-06-08 00:15"),
    ("on a Saturday", "us-ma regular", EASTERN, "2026-06-13 10:00", "2026-06-11 00:00"),
    ("clocks go forward on a day not counted", "us-ma regular", EASTERN, "2026-03-09 18:00", "2026-03-05 18:00"),
    ("clocks go back on a day not counted", "us-ma regular", EASTERN, "2026-11-02 18:00", "2026-10-29 18:00"),
    ("Saturdays do not count", "us-az regular", ARIZONA, "2026-06-15 18:00", "2026-06-12 18:00"),
    ("Saturdays count, Sundays do not", "us-az-saturdays special", ARIZONA, "2026-06-15 18:00", "2026-06-13 18:00"),
    ("Columbus Day", "us-az regular", ARIZONA, "2026-10-13 18:00", "2026-10-09 18:00"),
    ("Juneteenth is no holiday there", "us-az regular", ARIZONA, "2026-06-22 18:00", "2026-06-19 18:00"),
    # ---- whole business days
    ("a week as the law's first guides count it", "us-tx regular", CENTRAL, "2025-09-18 18:00", "2025-09-14"),
    ("a weekend", "us-tx special", CENTRAL, "2026-06-09 09:00", "2026-06-03"),
    ("just after midnight is the same day", "us-tx regular", CENTRAL, "2026-06-09 00:15", "2026-06-03"),
    ("Veterans Day", "us-tx regular", CENTRAL, "2026-11-12 18:00", "2026-11-05"),
    ("a year end", "us-tx regular", CENTRAL, "2027-01-04 18:00", "2026-12-28"),
    ("a day that state employees may choose", "us-tx regular", CENTRAL, "2026-04-07 18:00", "2026-04-01"),
    ("the short Sunday ends as others do", "us-tx regular", CENTRAL, "2026-03-12 18:00", "2026-03-08"),
    ("the long Sunday ends as others do", "us-tx regular", CENTRAL, "2026-11-05 18:00", "2026-11-01"),
    # ---- ways of counting that no shipped set needs; a site's own may
    ("any time on the third business day", "3 business_days", MADRID, "2026-06-09 09:00", "2026-06-04"),
    ("on a Sunday", "1 business_days", MADRID, "2026-06-14 09:00", "2026-06-12"),
    ("days of the calendar", "3 calendar_days", MADRID, "2026-03-30 09:00", "2026-03-27"),
    ("midnight does not exist", "1 calendar_days", SANTIAGO, "2026-09-06 12:00", "2026-09-05"),
    ("the last hour comes twice", "1 calendar_days", SANTIAGO, "2026-04-05 12:00", "2026-04-04*"),
    ("clocks move by half an hour", "24 hours", LORD_HOWE, "2026-04-05 12:00", "2026-04-04 12:30"),
    ("open hours of a short day", "24 open_hours", "Asia/Beirut", "2026-03-30 01:00", "2026-03-27 01:00"),
]


def rules_of(code: str, zone: str) -> tuple[RuleSet, MeetingKind]:
    """A shipped set and a kind, or a set made of one rule for regular meetings."""
    first, second = code.split()
    shipped = rule_set(first, None)
    return (shipped, MeetingKind(second)) if shipped else (a_set(a_rule(int(first), Counting(second))), "regular")


def a_rule(amount: int, counting: Counting, kind: MeetingKind = MeetingKind.REGULAR) -> Rule:
    """A rule of nobody."""
    return Rule(kind, amount, counting, "Section 1", Translated({"en": "A rule."}))


def a_set(*rules: Rule, holidays: str = "", closed: frozenset[date] = frozenset()) -> RuleSet:
    """A set of nobody."""
    words = Translated({"en": "Rules"})
    address = "https://example.org"
    return RuleSet("own", words, words, "X", "X", address, date(2025, 1, 1), holidays, (), closed, rules)


def moment(told: str, zone: str) -> datetime:
    """A time as the clocks of a zone tell it; a star is the second of two. A day is its last moment."""
    if len(told.rstrip("*")) == 10:
        return moment(told.rstrip("*") + " 23:59:59.999999" + told[10:], zone)
    naive = datetime.fromisoformat(told.rstrip("*"))
    return naive.replace(tzinfo=ZoneInfo(zone), fold=told.endswith("*")).astimezone(UTC)


@pytest.mark.parametrize(("what", "rules", "zone", "meeting", "last"), CASES)
def test_the_clock_strikes_at_the_minute(what: str, rules: str, zone: str, meeting: str, last: str) -> None:
    one, kind = rules_of(rules, zone)
    starts_at, last_moment = moment(meeting, zone), moment(last, zone)
    in_time = judge(one, kind, starts_at, last_moment, ZoneInfo(zone))
    assert in_time.deadline.astimezone(ZoneInfo(zone)) == last_moment.astimezone(ZoneInfo(zone))
    assert (in_time.met, in_time.late_by) == (True, timedelta())
    late = judge(one, kind, starts_at, last_moment + SECOND, ZoneInfo(zone))
    assert late.met is False
    assert timedelta() < late.late_by <= SECOND


@pytest.mark.parametrize(
    ("rules", "meeting", "posted", "before", "lead"),
    [
        ("us-ca-brown-act regular", "2026-06-11 18:00", "2026-06-08 10:48", (79, 12), timedelta(hours=79, minutes=12)),
        ("us-ca-brown-act regular", "2026-03-09 18:00", "2026-03-06 18:00", (71, 0), timedelta(hours=71)),
        ("us-ma regular", "2026-06-15 18:00", "2026-06-11 17:00", (97, 0), timedelta(hours=49)),
        ("us-tx regular", "2026-06-09 09:00", "2026-06-03 16:00", (137, 0), 3),
        ("us-tx regular", "2026-06-09 09:00", "2026-06-04 16:00", (113, 0), 2),
        ("3 business_days", "2026-06-09 09:00", "2026-06-04 16:00", (113, 0), 3),
        ("3 calendar_days", "2026-06-09 09:00", "2026-06-04 16:00", (113, 0), 5),
        ("24 hours", "2026-06-09 09:00", "2026-06-09 10:00", (0, 0), timedelta(hours=-1)),
        ("24 open_hours", "2026-06-09 09:00", "2026-06-09 10:00", (0, 0), timedelta()),
        ("3 calendar_days", "2026-06-09 09:00", "2026-06-10 10:00", (0, 0), 0),
    ],
)
def test_a_verdict_tells_how_early_it_was(rules, meeting, posted, before, lead) -> None:
    one, kind = rules_of(rules, PACIFIC)
    verdict = judge(one, kind, moment(meeting, PACIFIC), moment(posted, PACIFIC), ZoneInfo(PACIFIC))
    span = span_of(verdict.before)
    assert ((span.hours, span.minutes), verdict.lead) == (before, lead)
    assert (verdict.rule_set, verdict.rule) == (one, one.rule(kind))


def test_a_kind_without_a_deadline_has_no_verdict() -> None:
    starts_at = moment("2026-06-09 09:00", EASTERN)
    assert judge(rule_set("us-ky", None), MeetingKind.REGULAR, starts_at, starts_at, ZoneInfo(EASTERN)) is None


def test_a_part_of_a_second_that_the_record_does_not_keep_makes_nobody_late() -> None:
    one, zone = rule_set("us-ky", None), ZoneInfo(EASTERN)
    starts_at = moment("2026-06-09 09:00", EASTERN)
    posted_at = starts_at - timedelta(hours=24) + timedelta(microseconds=999_999)
    assert judge(one, MeetingKind.SPECIAL, starts_at, posted_at, zone).met


def test_a_sites_own_closed_days_do_not_count() -> None:
    one = a_set(a_rule(24, Counting.OPEN_HOURS), closed=frozenset({date(2026, 6, 8)}))
    verdict = judge(
        one, "regular", moment("2026-06-09 09:00", EASTERN), datetime(2026, 6, 1, tzinfo=UTC), ZoneInfo(EASTERN)
    )
    assert verdict.deadline == moment("2026-06-05 09:00", EASTERN)


@pytest.mark.parametrize(
    ("time", "round_up", "told"),
    [
        (timedelta(hours=79, minutes=12, seconds=59), False, (79, 12, 3, 7)),
        (timedelta(hours=71, minutes=59, seconds=59), False, (71, 59, 2, 23)),
        (timedelta(days=2, hours=3), False, (51, 0, 2, 3)),
        (timedelta(microseconds=1), True, (0, 1, 0, 0)),
        (timedelta(hours=3), True, (3, 0, 0, 3)),
        (timedelta(hours=-5), False, (0, 0, 0, 0)),
    ],
)
def test_lengths_are_told_in_whole_minutes(time: timedelta, round_up: bool, told: tuple[int, ...]) -> None:
    span = span_of(time, round_up=round_up)
    assert (span.hours, span.minutes, span.days, span.hours_of_day) == told


ZONES = st.sampled_from([EASTERN, PACIFIC, ARIZONA, MADRID, LORD_HOWE, SANTIAGO, "Pacific/Apia", "Asia/Beirut"])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
COUNTINGS = st.sampled_from(Counting)
STATES = st.sampled_from(["", "US-MA", "US-TX", "US-AZ"])
EARLIER = st.timedeltas(timedelta(), timedelta(days=40))


@given(MOMENTS, COUNTINGS, st.integers(1, 200), STATES, ZONES)
def test_the_deadline_is_never_after_the_meeting(starts_at, counting, amount, state, zone) -> None:
    one = a_set(a_rule(amount, counting), holidays=state)
    assert deadline(one.rules[0], starts_at, ZoneInfo(zone), HolidaysOf(one)) <= starts_at


@given(MOMENTS, COUNTINGS, st.integers(1, 90), STATES, ZONES, EARLIER, EARLIER)
def test_posting_earlier_is_never_worse(starts_at, counting, amount, state, zone, one_lead, more) -> None:
    rules, zone = a_set(a_rule(amount, counting), holidays=state), ZoneInfo(zone)
    late, early = (judge(rules, "regular", starts_at, starts_at - lead, zone) for lead in (one_lead, one_lead + more))
    assert early.lead >= late.lead
    assert early.late_by <= late.late_by
    assert early.deadline == late.deadline


@given(MOMENTS, COUNTINGS, st.integers(1, 90), STATES, ZONES, EARLIER)
def test_the_deadline_and_the_lead_say_the_same(starts_at, counting, amount, state, zone, lead) -> None:
    rules = a_set(a_rule(amount, counting), holidays=state)
    starts_at = starts_at.replace(microsecond=0)
    verdict = judge(rules, "regular", starts_at, starts_at - lead, ZoneInfo(zone))
    needed = amount if counting.in_days else timedelta(hours=amount)
    assert verdict.met == (verdict.lead >= needed)


@given(MOMENTS, st.integers(1, 200), STATES, ZONES)
def test_days_that_do_not_count_only_ask_for_more(starts_at, amount, state, zone) -> None:
    one, zone = a_set(holidays=state), ZoneInfo(zone)
    plain, careful = (
        deadline(a_rule(amount, counting), starts_at, zone, HolidaysOf(one))
        for counting in (Counting.HOURS, Counting.OPEN_HOURS)
    )
    assert careful <= plain


def test_every_shipped_rule_stands_in_the_table() -> None:
    shown = {row[1] for row in CASES}
    sets = {one.code for one in rule_sets(None) for rule in one.rules if f"{one.code} {rule.kind}" in shown}
    assert sets == {one.code for one in rule_sets(None)}

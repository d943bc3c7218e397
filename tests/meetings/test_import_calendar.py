"""Calendars of others: one broken event takes no other with it, series are followed within bounds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.core.imports import UnreadableFile
from tests.meetings.meeting_files import ZONE, calendar, event, one, read, said


def starts(text: str) -> list[str]:
    """When the meetings of a calendar start, by the clocks of Chicago."""
    return [f"{record.starts_at.astimezone(ZONE):%Y-%m-%d %H:%M}" for record in read(text).records]


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("DTSTART:20260505T180000", (2026, 5, 5, 23)),  # floating: the site's zone
        ("DTSTART:20260505T180000Z", (2026, 5, 5, 18)),
        ("DTSTART;TZID=America/New_York:20260505T180000", (2026, 5, 5, 22)),
        ('DTSTART;TZID="America/New_York":20260505T180000', (2026, 5, 5, 22)),
        ("DTSTART;TZID=Pacific Standard Time:20260505T180000", (2026, 5, 6, 1)),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20260505T180000", (2026, 5, 5, 22)),
    ],
)
def test_a_start_is_meant_in_its_zone(start: str, utc: tuple[int, ...]) -> None:
    record = one(read(calendar(event(start=start))))
    assert (record.starts_at, record.timed) == (datetime(*utc, tzinfo=UTC), True)


def test_a_zone_that_the_file_defines_is_used() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Town time\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0300\n"
        "TZOFFSETTO:-0300\nEND:STANDARD\nEND:VTIMEZONE"
    )
    text = calendar(zone, event(start="DTSTART;TZID=Town time:20260505T180000"))
    assert one(read(text)).starts_at == datetime(2026, 5, 5, 21, tzinfo=UTC)


def test_broken_events_are_refused_by_name_and_the_others_arrive() -> None:
    found = read(
        calendar(
            event("SUMMARY:Arts board", uid="a", start="DTSTART;TZID=Mars/Olympus:20260505T180000"),
            event("SUMMARY:Bike board", uid="b", start="DTSTART:some day"),
            event("SUMMARY:Cats board", uid="c", start="DTSTART:20260230T180000"),
            event("SUMMARY:Dogs board", uid="d", start="X-NOTHING:1"),
            event("SUMMARY:Elks board", "a line without a colon", "DTEND:never", uid="e"),
            "BEGIN:VEVENT\nUID:f\nDTSTART:20260505T180000\nSUMMARY:Fish board",
        )
    )
    assert [record.title for record in found.records] == ["Elks board"]
    assert said(found) == [
        "record 1 (“Arts board”): its time zone is not known: 'Mars/Olympus'",
        "record 2 (“Bike board”): its DTSTART cannot be read: 'some day'",
        "record 3 (“Cats board”): its DTSTART is no such time: '20260230T180000'",
        "record 4 (“Dogs board”): it has no start (DTSTART)",
        "record 6 (“Fish board”): the file ends within it",
    ]


def test_an_event_keeps_its_words() -> None:
    record = one(
        read(
            calendar(
                event(
                    "DTEND:20260505T193000",
                    "LOCATION:Town hall\\, room 2\\nRear door",
                    'DESCRIPTION:<p>Join on <a href="https://zoom.us/j/1">Zoom</a>&nbsp;or come.</p>',
                    "URL:https://town.example/parks",
                    "STATUS:TENTATIVE",
                    "BEGIN:VALARM",
                    "DESCRIPTION:Reminder",
                    "END:VALARM",
                )
            )
        )
    )
    assert record.external_id == "one@town"
    assert record.place == "Town hall, room 2, Rear door"
    assert record.description == "Join on Zoom (https://zoom.us/j/1) or come."
    assert record.remote_link == "https://zoom.us/j/1"
    assert record.links == (("Meeting page", "https://town.example/parks"),)
    assert (record.status_word, record.cancelled) == ("TENTATIVE", False)
    assert record.ends_at == datetime(2026, 5, 6, 0, 30, tzinfo=UTC)


def test_lines_may_be_folded_and_end_as_they_like() -> None:
    text = calendar(event("SUMMARY:Parks and\n  trees board"), line_end="\n").replace("\nUID", "\rUID")
    assert one(read(text)).title == "Parks and trees board"


def test_a_series_keeps_its_hour_through_the_change_of_clocks() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3"
    text = calendar(event(rule, start="DTSTART;TZID=America/Chicago:20260210T180000"))
    assert starts(text) == ["2026-02-10 18:00", "2026-03-10 18:00", "2026-04-14 18:00"]


def test_a_series_leaves_out_and_replaces_single_dates() -> None:
    text = calendar(
        event("RRULE:FREQ=WEEKLY;UNTIL=20260526T235959Z", "EXDATE:20260512T180000"),
        event("RECURRENCE-ID:20260519T180000", "SUMMARY:Parks board (moved)", start="DTSTART:20260520T170000"),
        event("RECURRENCE-ID:20260526T180000", "STATUS:CANCELLED", start="DTSTART:20260526T180000"),
    )
    found = read(text)
    assert {record.external_id: (record.title, record.cancelled) for record in found.records} == {
        "one@town/20260505T230000Z": ("Parks board", False),
        "one@town/20260519T230000Z": ("Parks board (moved)", False),
        "one@town/20260526T230000Z": ("Parks board", True),
    }
    assert found.count == 3


def test_a_series_without_end_is_followed_for_two_years_from_today() -> None:
    found = read(calendar(event("RRULE:FREQ=MONTHLY", start="DTSTART:20160105T180000")))
    assert len(found.records) == 148  # January 2016 to April 2028
    assert found.records[-1].starts_at < datetime(2028, 4, 16, tzinfo=UTC)


def test_of_very_many_dates_the_nearest_are_taken_and_that_is_said() -> None:
    found = read(calendar(event("RRULE:FREQ=DAILY", start="DTSTART:20200105T180000")))
    assert len(found.records) == 500
    assert "500 dates nearest to today" in found.notes[0]
    assert found.records[0].starts_at > datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("RRULE:FREQ=SECONDLY", "by a rule that meetings do not have"),
        ("RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2", "by a rule that meetings do not have"),
        ("RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2", "leads to no date"),
        ("RRULE:FREQ=WEEKLY;BYDAY=XX", "cannot be read"),
        ("RRULE:whenever", "by a rule that meetings do not have"),
        ("RRULE:FREQ=WEEKLY;UNTIL=soon", "ends at a time that cannot be read"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rule: str, words: str) -> None:
    found = read(calendar(event(rule), event(uid="two@town")))
    assert len(found.records) == 1
    assert words in said(found)[0]


def test_a_file_full_of_fruitless_rules_is_given_up() -> None:
    rules = [event("RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2", uid=str(number)) for number in range(20)]
    with pytest.raises(UnreadableFile, match="lead to no date"):
        read(calendar(*rules))


def test_of_two_events_with_one_uid_the_newer_stands() -> None:
    found = read(calendar(event("SEQUENCE:1"), event("SEQUENCE:12", start="DTSTART:20260506T180000")))
    assert one(found).number == 2
    assert said(found) == ["record 1 (“Parks board”): record 2 has the same id and is newer"]


def test_two_meetings_with_one_uid_are_told_apart_by_their_time() -> None:
    text = calendar(event(), event(start="DTSTART:20260506T180000"))
    ids = [record.external_id for record in read(text).records]
    assert ids[0].startswith("one@town#20260505T2300Z")
    assert ids[1].startswith("one@town#20260506T2300Z")
    turned = calendar(event(start="DTSTART:20260506T180000"), event())
    assert {record.external_id for record in read(turned).records} == set(ids)


def test_the_same_event_twice_is_one_meeting() -> None:
    found = read(calendar(event(), event()))
    assert one(found).number == 1
    assert said(found) == ["record 2 (“Parks board”): it has the id, the time and the title of record 1"]


def test_an_event_without_uid_gets_an_id_that_stays() -> None:
    text = calendar("BEGIN:VEVENT\nDTSTART:20260505T180000\nSUMMARY:Parks board\nEND:VEVENT")
    assert one(read(text)).external_id == one(read(text)).external_id != ""


@pytest.mark.parametrize(
    "summary",
    ["Memorial Day – offices closed", "Labor Day", "Spring break", "Office closed", "Administrative Day", "Fireworks"],
)
def test_a_day_off_is_no_meeting(summary: str) -> None:
    found = read(calendar(event(f"SUMMARY:{summary}", start="DTSTART;VALUE=DATE:20260525"), event(uid="b")))
    assert len(found.records) == 1
    assert f"record 1 (“{summary}”): it is no meeting" in said(found)[0]


def test_a_whole_day_of_a_committee_is_a_meeting_of_which_only_the_day_is_known() -> None:
    record = one(read(calendar(event("SUMMARY:Board retreat", start="DTSTART;VALUE=DATE:20260525"))))
    assert (record.timed, record.starts_at) == (False, datetime(2026, 5, 25, 5, tzinfo=UTC))
    assert record.ends_at is None


def test_a_withdrawn_calendar_cancels_its_events() -> None:
    assert one(read(calendar(event(), head="METHOD:CANCEL"))).cancelled


def test_a_calendar_says_its_name_and_may_be_empty() -> None:
    found = read(calendar(head="X-WR-CALNAME:Town of Somewhere"))
    assert (found.name, found.count) == ("Town of Somewhere", 0)

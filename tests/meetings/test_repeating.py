"""Meetings that come again and again: their days, and their drafts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.formats import local
from portal.core.permissions import COMMAND_LINE
from portal.meetings import queries, usecases
from portal.meetings.agendas.series import MOST, Rhythm, days_after
from tests.meetings.writing import an_item, post
from tests.support.cast import NAMES

THIRD_THURSDAY = date(2026, 4, 16)


@pytest.mark.parametrize(
    ("first", "rhythm", "until", "days"),
    [
        (THIRD_THURSDAY, Rhythm.WEEKLY, date(2026, 5, 1), ["2026-04-23", "2026-04-30"]),
        (THIRD_THURSDAY, Rhythm.FORTNIGHTLY, date(2026, 5, 14), ["2026-04-30", "2026-05-14"]),
        (THIRD_THURSDAY, Rhythm.MONTHLY_BY_WEEKDAY, date(2026, 7, 1), ["2026-05-21", "2026-06-18"]),
        (THIRD_THURSDAY, Rhythm.MONTHLY_LAST_WEEKDAY, date(2026, 5, 31), ["2026-04-30", "2026-05-28"]),
        (THIRD_THURSDAY, Rhythm.MONTHLY_BY_DATE, date(2026, 6, 16), ["2026-05-16", "2026-06-16"]),
        (date(2026, 1, 31), Rhythm.MONTHLY_BY_DATE, date(2026, 4, 30), ["2026-03-31"]),
        (date(2026, 3, 31), Rhythm.MONTHLY_BY_WEEKDAY, date(2026, 7, 1), ["2026-06-30"]),
        (THIRD_THURSDAY, Rhythm.WEEKLY, date(2026, 4, 1), []),
        (date(2026, 12, 17), Rhythm.MONTHLY_BY_WEEKDAY, date(2027, 1, 31), ["2027-01-21"]),
    ],
)
def test_the_days_of_a_rhythm(first, rhythm, until, days):
    assert [day.isoformat() for day in days_after(first, rhythm, until)] == days


def test_there_is_an_end_to_days():
    assert len(days_after(THIRD_THURSDAY, Rhythm.WEEKLY, date(2199, 1, 1))) == MOST


@pytest.fixture
def slug(town, clock):
    town.committee()
    return post(items=(an_item("Budget"),))


def drafts():
    return [(local(line.starts_at).isoformat(timespec="minutes"), line.items) for line in queries.drafts()]


def test_each_day_gets_a_draft_at_the_same_local_time_through_a_clock_change(slug):
    days = [date(2026, 10, 21), date(2026, 11, 18)]
    usecases.repeat_meeting(actor=COMMAND_LINE, slug=slug, days=days)
    assert drafts() == [("2026-10-21T12:00-05:00", 0), ("2026-11-18T12:00-06:00", 0)]


def test_the_agenda_comes_along_where_it_is_wanted(slug):
    usecases.repeat_meeting(actor=COMMAND_LINE, slug=slug, days=[date(2026, 5, 20)], with_items=True)
    assert drafts() == [("2026-05-20T12:00-05:00", 1)]


def test_the_same_form_twice_writes_no_second_draft(slug):
    for _time in range(2):
        usecases.repeat_meeting(actor=COMMAND_LINE, slug=slug, days=[date(2026, 5, 20)])
    assert len(drafts()) == 1


def test_no_day_and_too_many_days_are_refused(slug):
    for days in ([], [date(2026, 5, 20) + timedelta(days=n) for n in range(MOST + 1)]):
        with pytest.raises(Refused, match="between 1 and 60"):
            usecases.repeat_meeting(actor=COMMAND_LINE, slug=slug, days=days)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_clerks_repeat(slug, cast, name):
    with pytest.raises(Forbidden):
        usecases.repeat_meeting(actor=cast.actor(name), slug=slug, days=[date(2026, 5, 20)])


def test_what_is_not_there_cannot_be_repeated(app):
    with pytest.raises(NotFound):
        usecases.repeat_meeting(actor=COMMAND_LINE, slug="nowhere", days=[date(2026, 5, 20)])


def test_a_clerk_sees_the_days_takes_one_away_and_gets_the_drafts(client, cast, slug):
    client.sign_in(cast.clerk)
    page = client.open(client.get("meetings.preview", slug=slug).link("Repeat it"))
    page = client.submit(page, "Show the days", rhythm="weekly", until="2026-05-14")
    assert "May 13, 2026" in page.text
    page = client.submit(page, "Write these drafts", days=["2026-05-06", "2026-05-13"])
    assert "2 drafts are written." in page.text
    assert [day[:10] for day, _items in drafts()] == ["2026-05-06", "2026-05-13"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Enter a day"), ("soon", "Enter a day"), ("2099-01-01", "three years"), ("2026-04-01", "No such day")],
)
def test_an_end_that_gives_no_days_says_so(client, cast, slug, typed, words):
    client.sign_in(cast.clerk)
    page = client.get("meetings.repeat", slug=slug)
    expect = 200 if words == "No such day" else 422
    assert words in client.submit(page, "Show the days", until=typed, expect=expect).text
    assert drafts() == []


def test_no_day_left_says_so(client, cast, slug):
    client.sign_in(cast.clerk)
    page = client.submit(client.get("meetings.repeat", slug=slug), "Show the days", until="2026-06-30")
    page = client.submit(page, "Write these drafts", days=[], expect=422)
    assert "Choose between 1 and 60 days" in page.errors[0]

"""Milestones that move and are reached: each time a note with its reason, none of them a new version."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.sheets.shapes import Sheet
from portal.projects.usecases import move_milestone
from portal.record.commands import record as record_commands
from portal.record.queries import newest_commitments
from tests.projects.agreed import WHOLE, agreed, publish
from tests.support.builders import SCRIPT, words

NOTHING = Translated()
JUNE, JULY = date(2026, 6, 10), date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _lamps(town, clock):
    """It is 15 April 2026. M1 is planned for 1 May, M2 for 1 September, M3 for no day."""
    agreed(town)


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def move(milestone="M1", reason="Parts are late", **others):
    values = {"slug": "lamps", "milestone": milestone, "reason": words(reason) if reason else NOTHING}
    return move_milestone(**({"actor": COMMAND_LINE} | values | others))


def line(key="M1"):
    return queries.milestone_line(queries.facts("lamps").id, key)


def count():
    return len(queries.noted_moves(queries.facts("lamps").id))


def test_a_clerk_notes_a_delay_and_then_that_it_is_reached(desk, client):
    """The whole journey, up to what the public reads."""
    page = desk.get("projects.desk_sheet", slug="lamps")
    assert "Expected on May 1, 2026" in page.text
    page = desk.open(page.link("Note what is new M1"))
    assert f"First lamp {SCRIPT}" in page.text
    page = desk.submit(page, news="expected", forecast_on="2026-06-10", reason_en="Parts are late", reason_es="Tarde")
    assert "Expected on June 10, 2026" in page.text
    page = desk.open(page.link("Note what is new M1"))
    assert "Parts are late" in page.text
    page = desk.submit(page, news="reached", actual_on="2026-04-15")
    assert "Reached on April 15, 2026" in page.text
    assert "Parts are late" in client.get("projects.timeline", slug="lamps").text
    assert [held.subject for held in newest_commitments("milestone")] == ["milestone:lamps/1", "milestone:lamps/2"]
    assert queries.sheet_page(queries.facts("lamps").id).newest == 1


def test_a_day_that_nobody_knows_any_more(desk):
    page = desk.get("projects.move_milestone", slug="lamps", key="m1")
    desk.submit(page, news="unknown", reason_en="Permits")
    assert (line().forecast_on, line().planned_on) == (None, date(2026, 5, 1))


def test_the_planned_day_stays_in_what_was_agreed():
    move(forecast_on=JUNE)
    move(forecast_on=JULY, reason="Permits")
    assert (line().planned_on, line().forecast_on, line().times_moved) == (date(2026, 5, 1), JULY, 2)


def test_a_day_that_changes_has_a_reason():
    with pytest.raises(Refused, match="Say why the day changes"):
        move(forecast_on=JUNE, reason="")
    with pytest.raises(Refused, match="Say why the day changes"):
        move(reason="")
    assert move(actual_on=date(2026, 4, 1), reason="") == 1
    with pytest.raises(Refused, match="Say why the day changes"):
        move(actual_on=date(2026, 4, 2), reason="")


def test_a_reached_milestone_is_corrected_by_a_later_note():
    move(actual_on=date(2026, 4, 1))
    move(actual_on=date(2026, 4, 2), reason="We misread the log")
    assert line().actual_on == date(2026, 4, 2)
    move(forecast_on=date(2026, 5, 1), reason="It was another lamp")
    assert (line().actual_on, line().forecast_on) == (None, date(2026, 5, 1))


def test_nothing_is_reached_in_the_future():
    with pytest.raises(Refused, match="not in the future") as refusal:
        move(actual_on=date(2026, 4, 16))
    assert refusal.value.field == "actual_on"


@pytest.mark.parametrize(
    ("milestone", "days"),
    [("M1", {"forecast_on": date(2026, 5, 1)}), ("M3", {}), ("M2", {"forecast_on": date(2026, 9, 1)})],
)
def test_what_stands_already_is_no_news(milestone, days):
    with pytest.raises(Refused, match="how it stands already"):
        move(milestone, **days)


def test_the_same_day_of_reaching_is_no_news():
    move(actual_on=date(2026, 4, 1))
    with pytest.raises(Refused, match="how it stands already"):
        move(actual_on=date(2026, 4, 1), reason="Again")


def test_a_note_sent_twice_is_one(desk):
    page = desk.get("projects.move_milestone", slug="lamps", key="m1")
    for _time in range(2):
        desk.submit(page, news="expected", forecast_on="2026-06-10", reason_en="Parts are late")
    assert count() == 1


def test_a_note_that_came_between_is_read_first(desk):
    page = desk.get("projects.move_milestone", slug="lamps", key="m1")
    move(forecast_on=JULY)
    page = desk.submit(page, expect=422, news="expected", forecast_on="2026-06-10", reason_en="Mine")
    assert page.errors == ["Somebody else noted something of this milestone while you wrote. Read it, then send yours."]
    assert (page.value("reason_en"), page.value("forecast_on")) == ("Mine", "2026-06-10")
    desk.submit(page)
    assert count() == 2


def test_notes_on_other_milestones_do_not_stand_in_the_way():
    assert [move(forecast_on=JUNE, number=1), move("M2", forecast_on=JULY, number=1)] == [1, 2]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, ["Choose what is new"]),
        ({"news": "expected"}, ["Enter the new day"]),
        ({"news": "reached"}, ["Enter the day on which it was reached"]),
        ({"news": "reached", "actual_on": "soon"}, ["Enter a day like 2026-04-15"]),
        ({"news": "expected", "forecast_on": "9999-01-01"}, ["Enter a year between 1900 and 2199"]),
        ({"news": "unknown", "forecast_on": "2026-06-10"}, ["Empty this day, or choose what is new anew"]),
        ({"news": "expected", "forecast_on": "2026-06-10"}, ["Say why the day changes, in one or two sentences"]),
        ({"news": "unknown", "reason_en": "x" * 1001}, ["Shorten the reason to 1,000 characters or fewer"]),
        ({"news": "reached", "actual_on": "2026-04-16"}, ["Enter a day that is not in the future"]),
    ],
)
def test_the_form_says_what_is_missing_and_keeps_the_rest(desk, typed, errors):
    page = desk.get("projects.move_milestone", slug="lamps", key="m1")
    page = desk.submit(page, expect=422, **typed)
    assert page.errors == errors
    assert {name: page.value(name) for name in typed} == typed
    assert count() == 0


def test_a_milestone_that_is_not_public_does_not_move(town):
    with pytest.raises(NotFound):
        move("M9")
    with pytest.raises(NotFound):
        move(slug=town.project("posts"), forecast_on=JUNE)
    publish("lamps", Sheet(vision=WHOLE.vision), words("Began anew"))
    with pytest.raises(NotFound):
        move(forecast_on=JUNE)


def test_only_clerks_move_milestones():
    with pytest.raises(Forbidden):
        move(actor=VISITOR, forecast_on=JUNE)


def test_the_record_fits_what_was_noted(app):
    move(forecast_on=JUNE)
    move(actual_on=date(2026, 4, 1), reason="")
    result = app.test_cli_runner().invoke(record_commands, ["verify"])
    assert "The record is whole" in result.output

"""Planned, expected and reached days kept apart: what is said of a milestone, and where the picture puts it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.translated import Translated
from portal.projects.sheets.noted import MilestoneLine, Move, next_milestone
from portal.projects.sheets.picture import LEFT, LETTERS, RIGHT, pictures

PLAN = date(2026, 5, 1)
TODAY = date(2026, 4, 15)


def said(*texts, lang="en"):
    return tuple(Translated({lang: text}) for text in texts)


def move(expected=None, reached=None, reason=""):
    return Move(1, expected, reached, Translated({"en": reason}), datetime(2026, 1, 1, tzinfo=UTC), 1)


def line(*moves, planned=PLAN, key="M1", title="First lamp", **others):
    return MilestoneLine(key, Translated({"en": title}), planned, moves, **others)


def after(days):
    return PLAN + timedelta(days=days)


def test_a_milestone_that_nobody_spoke_of_stands_as_planned():
    plain = line()
    assert (plain.forecast_on, plain.actual_on, plain.days, plain.times_moved) == (PLAN, None, 0, 0)


def test_each_new_day_is_a_move_and_the_newest_counts():
    moved = line(move(after(10), reason="Permits."), move(after(41), reason="Frost. "))
    assert (moved.forecast_on, moved.days, moved.times_moved) == (after(41), 41, 2)
    assert moved.reasons == said("Permits", "Frost")


def test_the_same_day_again_is_no_move():
    confirmed = line(move(PLAN, reason="Still so"), move(after(3)), move(after(3), reason="Still so"))
    assert (confirmed.times_moved, confirmed.reasons) == (1, ())


def test_a_day_nobody_knows_has_no_distance():
    lost = line(move(reason="No money"), move(reason="Still none"))
    assert (lost.forecast_on, lost.days, lost.times_moved) == (None, None, 1)


def test_earlier_days_count_below_zero():
    assert line(move(after(-3))).days == -3


def test_a_first_day_where_none_was_planned_is_no_move():
    late = line(move(after(1)), move(after(2)), planned=None)
    assert (late.times_moved, late.days, late.forecast_on) == (1, None, after(2))


def test_the_day_it_was_reached_stands_beside_the_last_that_was_expected():
    done = line(move(after(10), reason="Permits"), move(reached=after(12), reason="At last"))
    assert (done.actual_on, done.forecast_on, done.days, done.times_moved) == (after(12), after(10), 12, 1)
    assert done.reasons == said("Permits")


def test_what_was_called_reached_can_be_taken_back():
    again = line(move(reached=PLAN), move(after(5), reason="It broke"))
    assert (again.actual_on, again.days, again.times_moved) == (None, 5, 1)


def test_a_reason_said_twice_is_told_once():
    assert line(move(after(1), reason="Frost"), move(after(2), reason="Frost.")).reasons == said("Frost")


def test_the_next_milestone_is_the_earliest_that_is_not_reached():
    lines = [
        line(move(reached=PLAN), key="M1"),
        line(planned=None, key="M2"),
        line(move(after(90)), key="M3"),
        line(planned=after(30), key="M4"),
        line(planned=after(1), key="M5", dropped_in=2),
    ]
    assert next_milestone(lines).key == "M4"
    assert next_milestone(lines[:2]).key == "M2"
    assert next_milestone(lines[:1]) is None


def test_the_picture_runs_from_the_first_day_to_the_last():
    [part] = pictures([line(), line(move(after(100)))], TODAY, "en")
    assert [(row.planned_at, row.stands_at) for row in part.rows] == [(LEFT, LEFT), (LEFT, RIGHT)]
    assert [row.shifted for row in part.rows] == [False, True]
    assert part.today_at is None


def test_today_is_shown_where_it_lies_inside():
    [part] = pictures([line(planned=TODAY - timedelta(10)), line(planned=TODAY + timedelta(10))], TODAY, "en")
    assert part.today_at == 50


@pytest.mark.parametrize("many", [1, 3])
def test_days_that_are_all_one_lie_in_the_middle_with_one_mark(many):
    [part] = pictures([line()] * many, TODAY, "en")
    assert {row.planned_at for row in part.rows} == {50}
    assert [(tick.at, tick.on, tick.whole) for tick in part.ticks] == [(50, PLAN, True)]


@pytest.mark.parametrize("days", [1, 20, 45, 200, 400, 2000, 20_000, 2_000_000])
def test_every_span_has_a_scale_with_room_for_its_words(days):
    [part] = pictures([line(), line(planned=after(days))], TODAY, "en")
    places = [tick.at for tick in part.ticks]
    assert 2 <= len(places) <= 4
    assert places == sorted(places)
    assert all(LEFT <= at <= RIGHT for at in places)


def test_no_day_at_all_is_no_picture():
    assert pictures([line(planned=None)], TODAY, "en") == ()
    assert pictures([], TODAY, "en") == ()


def test_the_last_days_of_the_calendar_are_drawn():
    [part] = pictures([line(planned=date.min), line(planned=date.max)], TODAY, "en")
    assert part.ticks


def test_many_milestones_come_in_parts_on_one_scale():
    parts = pictures([line(planned=after(n)) for n in range(60)], TODAY, "en")
    assert sum(len(part.rows) for part in parts) == 60
    assert len({part.ticks for part in parts}) == 1
    assert [part.first for part in parts] == [True] + [False] * (len(parts) - 1)
    assert all(part.axis < part.rows[0].top for part in parts)


def test_a_long_title_is_cut_to_two_lines_that_fit():
    [part] = pictures([line(title="word " * 100), line(title="W" * 500)], TODAY, "en")
    for row in part.rows:
        assert len(row.title) == 2
        assert all(len(words) <= LETTERS for words in row.title)
        assert row.title[-1].endswith("…")


def test_rows_do_not_lie_over_each_other():
    [part] = pictures([line(title="word " * 100), line(), line()], TODAY, "en")
    for upper, lower in zip(part.rows, part.rows[1:], strict=False):
        assert upper.top < upper.track < lower.top == pytest.approx(upper.top + upper.height)

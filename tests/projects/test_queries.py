"""Lists of projects: filters that agree with the model, cursors that lose nothing, texts as the record knows them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.paging import Cursor
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import CommentWindow, Condition, Phase, comment_window
from portal.projects.queries import Filters
from portal.record import queries as record
from portal.record.chain import commitment
from tests.projects.test_usecases import post

SPANS = [(None, None), (-2, None), (-2, -1), (-2, 0), (-2, 1), (0, None), (0, 1), (1, None), (1, 2), (None, 1)]


def test_the_filter_and_the_model_agree_on_every_window(town, clock):
    expected = {window: set() for window in CommentWindow}
    for opens, closes in SPANS:
        times = [None if days is None else now() + timedelta(days=days) for days in (opens, closes)]
        slug = town.project(comments_open_at=times[0], comments_close_at=times[1])
        expected[comment_window(*times, now())].add(slug)
    assert all(expected.values()), "a window is not tried"
    for window, slugs in expected.items():
        assert {line.slug for line in queries.lines_page(Filters(window=window)).items} == slugs
        assert {line.slug for line in queries.project_lines() if line.window is window} == slugs


def test_the_phase_is_that_of_the_newest_update(town):
    project = town.project()
    town.update(project, phase=Phase.PROPOSED)
    town.update(project, phase=Phase.STOPPED, condition=Condition.ON_HOLD)
    town.project()
    assert [line.slug for line in queries.lines_page(Filters(phase=Phase.STOPPED)).items] == [project]
    assert queries.lines_page(Filters(phase=Phase.PROPOSED)).total == 0


def test_whoever_said_something_last_comes_first(town, clock):
    first, second = town.project(), town.project()
    clock.forward(days=1)
    town.update(first)
    clock.forward(days=1)
    third = town.project()
    assert [line.slug for line in queries.project_lines()] == [third, first, second]


@pytest.mark.parametrize("same_time", [True, False])
def test_pages_hold_every_project_once(town, clock, same_time):
    made = []
    for _n in range(queries.PAGE_SIZE * 2 + 1):
        made.append(town.project())
        clock.forward(seconds=0 if same_time else 1)
    seen, after = [], None
    for _page in range(3):
        page = queries.lines_page(after=Cursor.read(after))
        assert page.total == len(made)
        seen += [line.slug for line in page.items]
        after = page.next_cursor
    assert seen == made[::-1]
    assert after is None


def test_the_record_can_be_checked_against_the_updates(town):
    post(town.project("lamps"), "Añil lamps", phase=Phase.SCALING)
    held = next(iter(record.newest_commitments("update")))
    key = held.subject.removeprefix("update:")
    texts = queries.update_texts([key, "lamps/9", "nothing/1", "odd"])
    assert list(texts) == [key]
    assert commitment(held.salt, texts[key]) == held.digest


def test_another_phase_is_another_text():
    said = Translated({"en": "Same"})
    on_track = queries.update_text(Phase.SCALING, Condition.ON_TRACK, said)
    assert on_track != queries.update_text(Phase.SCALING, Condition.DELAYED, said)
    assert on_track == '{"condition":"on_track","phase":"scaling","text":{"en":"Same"}}'

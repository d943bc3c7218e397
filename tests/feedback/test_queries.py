"""Narrowing feedback down: each filter, their edges, and the order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from portal.comments.models import Audience, FeedbackState
from portal.core.paging import Cursor
from portal.core.permissions import VISITOR
from portal.feedback import queries
from portal.feedback.queries import Filters
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.clock import Clock


@pytest.fixture
def three(town: Town, clock: Clock) -> list[int]:
    """Three published comments, an hour apart, of two projects."""
    lamps, benches = town.project("lamps"), town.project("benches")
    made = [town.published(lamps, body="Lamps, 100% more_light", audience=Audience.BUSINESS, area="Süd")]
    clock.forward(hours=1)
    made.append(town.published(lamps, body="Lanterns", audience=None, area=""))
    clock.forward(hours=1)
    made.append(town.published(benches, body="Benches", audience=Audience.RESIDENT, area="station"))
    return made


def found(three: list[int], **filters) -> list[int]:
    """Which of the three fit, newest first, as 0, 1, 2."""
    got = queries.newest(VISITOR, Filters(**filters), None, 10)
    assert queries.count(VISITOR, Filters(**filters)) == len(got)
    return [three.index(item.id) for item in got]


def test_newest_first_without_filters(three: list[int]) -> None:
    assert found(three) == [2, 1, 0]


def test_each_filter_narrows(three: list[int]) -> None:
    assert found(three, project="lamps") == [1, 0]
    assert found(three, project="gone") == []
    assert found(three, audience=Audience.BUSINESS) == [0]
    assert found(three, area="Station") == [2]
    assert found(three, state=FeedbackState.PENDING) == []
    assert found(three, project="lamps", audience=Audience.RESIDENT) == []


def test_times_are_from_inclusive_to_exclusive(three: list[int], clock: Clock) -> None:
    start = clock.now - timedelta(hours=2)
    assert found(three, received_from=start) == [2, 1, 0]
    assert found(three, received_from=start + timedelta(microseconds=1)) == [2, 1]
    assert found(three, received_to=clock.now) == [1, 0]


@pytest.mark.parametrize(
    ("words", "fit"),
    [(("lamps",), [0]), (("l", "a"), [1, 0]), (("100%",), [0]), (("more_",), [0]), (("%",), [0]), (("_x",), [])],
)
def test_plain_words_are_taken_as_they_are(three: list[int], words: tuple[str, ...], fit: list[int]) -> None:
    assert found(three, words=words) == fit


def test_a_cursor_goes_on_where_the_page_ended(three: list[int]) -> None:
    first = queries.newest(VISITOR, Filters(), None, 1)[0]
    rest = queries.newest(VISITOR, Filters(), Cursor(first.received_at, first.id), 10)
    assert [three.index(item.id) for item in rest] == [1, 0]


def test_given_ids_keep_their_order_and_lose_the_unknown(three: list[int]) -> None:
    wanted = [three[1], 7, three[0], three[2]]
    assert [item.id for item in queries.items(VISITOR, wanted)] == [three[1], three[0], three[2]]
    assert queries.items(VISITOR, []) == []
    assert queries.among(VISITOR, Filters(), []) == []


def test_more_ids_than_a_database_takes_parameters(three: list[int]) -> None:
    many = [*range(1, 70_000), *three]
    assert len(queries.among(VISITOR, Filters(), many)) == 3


def test_numbers_by_state_are_for_every_role(app: Flask, cast: Cast, town: Town) -> None:
    project = town.project()
    town.comment(project), town.comment(project), town.published(project)
    assert queries.counts_by_state() == {FeedbackState.PENDING: 2, FeedbackState.PUBLISHED: 1}


def test_the_indexer_gets_everything_whatever_its_state(app: Flask, town: Town, clock: Clock) -> None:
    project = town.project()
    made = []
    for make in (town.comment, town.declined, town.published):
        made.append(make(project))
        clock.forward(seconds=1)
    assert queries.all_ids() == made
    assert queries.count_all() == 3
    assert {text.id for text in queries.index_texts(made)} == set(made)

"""What a person at the desk finds: the index proposes, SQL and the role decide."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from portal.comments.models import FeedbackState
from portal.core.permissions import Actor
from portal.feedback.queries import Filters
from portal.search import index, queries
from portal.search.engine import IndexState, IndexUnavailable, WhooshEngine
from portal.search.language import parse
from portal.search.queries import ResultPage
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.clock import Clock

Worker = Callable[[], int]


def find(
    actor: Actor, words: str, newest_first: bool = False, after: str | None = None, **filters: object
) -> ResultPage:
    return queries.results(actor, parse(words), Filters(**filters), newest_first, after)


def ids(page: ResultPage) -> list[int]:
    return [result.item.id for result in page.results]


def test_a_comment_is_found_once_the_worker_has_run(cast: Cast, town: Town, worker: Worker) -> None:
    worker()
    comment = town.comment(body="The zebra crossing needs paint.")
    assert ids(find(cast.moderator.actor, "crossing")) == []
    worker()
    page = find(cast.moderator.actor, "crossings")
    assert ids(page) == [comment]
    assert [s.text for s in page.results[0].excerpt if s.marked] == ["crossing"]


def test_only_a_moderator_finds_what_is_not_public(cast: Cast, town: Town, worker: Worker) -> None:
    project = town.project()
    states = {
        FeedbackState.PENDING: town.comment(project, body="canary one"),
        FeedbackState.DECLINED: town.declined(project, body="canary two"),
        FeedbackState.PUBLISHED: town.published(project, body="canary three"),
    }
    worker()
    assert set(ids(find(cast.moderator.actor, "canary"))) == set(states.values())
    for person in (cast.member, cast.clerk, cast.admin, cast.nobody):
        for words in ("canary", "", "canary*", '"canary two"'):
            page = find(person.actor, words)
            expected = [] if words == '"canary two"' else [states[FeedbackState.PUBLISHED]]
            assert ids(page) == expected
            assert page.total == len(expected)
    assert find(cast.member.actor, "canary", state=FeedbackState.PENDING).total == 0


def test_filters_narrow_and_newest_first_orders(cast: Cast, town: Town, worker: Worker, clock: Clock) -> None:
    lamps, buses = town.project(), town.project()
    first = town.comment(lamps, body="parking parking parking")
    clock.forward(days=2)
    second = town.comment(buses, body="parking is one word among many other words here", area="Mill Hill")
    worker()
    actor = cast.moderator.actor
    assert ids(find(actor, "parking")) == [first, second]
    assert ids(find(actor, "parking", newest_first=True)) == [second, first]
    assert ids(find(actor, "parking", project=buses)) == [second]
    assert ids(find(actor, "parking", area="mill hill")) == [second]
    assert ids(find(actor, "parking", received_to=clock.now - timedelta(days=1))) == [first]
    assert ids(find(actor, "parking", received_from=clock.now - timedelta(days=1))) == [second]


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_long_result_is_paged_without_gap_or_repeat(
    cast: Cast, town: Town, worker: Worker, newest_first: bool
) -> None:
    project = town.project()
    made = {town.comment(project, body=f"bench number {number}") for number in range(45)}
    worker()
    for words in ("bench", ""):
        seen: list[int] = []
        after = None
        while True:
            page = find(cast.moderator.actor, words, newest_first, after)
            assert page.total == 45
            seen += ids(page)
            after = page.next_cursor
            if after is None:
                break
        assert len(seen) == 45
        assert set(seen) == made


def test_without_an_index_plain_words_are_looked_for_in_the_database(app: Flask, cast: Cast, town: Town) -> None:
    shown = town.published(body="The bridge is closed.")
    town.comment(body="The bridge is secret.")
    assert index.state() is IndexState.MISSING
    page = find(cast.member.actor, "bridge")
    assert page.rebuilding
    assert ids(page) == [shown]


def test_a_deleted_index_comes_back_by_itself(app: Flask, cast: Cast, town: Town, worker: Worker) -> None:
    comment = town.comment(body="The bridge is closed.")
    worker()
    shutil.rmtree(Path(app.instance_path) / "search")
    assert find(cast.moderator.actor, "bridges").rebuilding
    worker()
    page = find(cast.moderator.actor, "bridges")
    assert (ids(page), page.rebuilding) == ([comment], False)


def test_a_reader_that_meets_damage_asks_for_a_rebuild(
    cast: Cast, town: Town, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = town.comment(body="The bridge is closed.")
    worker()
    before = index._engine()._generations.current()

    def stumble(*_args: object, **_kwargs: object) -> None:
        raise IndexUnavailable(IndexState.BROKEN)

    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "search", stumble)
        assert find(cast.moderator.actor, "bridge").rebuilding
    worker()
    assert index._engine()._generations.current() != before
    assert ids(find(cast.moderator.actor, "bridge")) == [comment]


def test_an_item_that_the_index_still_holds_is_not_found_after_it_left_the_reader(
    cast: Cast, town: Town, worker: Worker
) -> None:
    town.declined(body="stale canary")
    worker()
    assert index.count() == 1
    page = find(cast.member.actor, "stale")
    assert (ids(page), page.total) == ([], 0)

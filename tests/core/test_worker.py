"""The outbox: at least once, in order, one broken handler or event holding up nobody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import queries
from portal.core import worker as worker_room
from portal.core.db import db
from portal.core.events import emit
from portal.core.models import OutboxRow
from portal.core.usecase import transaction
from tests.core.events_of_tests import LampBroken, LampLit, listening
from tests.support.clock import Clock

Work = Callable[[], int]


class Listener:
    """Writes down what it is told; breaks at the lamps it is told to break at."""

    def __init__(self, *breaks_at: int, name: str = "listener") -> None:
        self.heard: list[int] = []
        self.batches: list[int] = []
        self.breaks_at = set(breaks_at)
        self.__name__ = name

    def __call__(self, events: Sequence[LampLit]) -> None:
        self.batches.append(len(events))
        if self.breaks_at & {event.lamp_id for event in events}:
            raise RuntimeError("a name nobody may read in a log")
        self.heard += [event.lamp_id for event in events]


def light(*lamps: int) -> None:
    """Emit an event for each lamp, in one transaction."""
    with transaction():
        for lamp in lamps:
            emit(LampLit(lamp))


def waiting() -> list[OutboxRow]:
    """What is still in the outbox."""
    db.session.rollback()
    return list(db.session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def test_events_are_handed_over_once_in_order_and_together(app: Flask, worker: Work) -> None:
    listener = Listener()
    with listening(listener, LampLit):
        light(3, 1, 2)
        assert worker() == 3
        assert worker() == 0
    assert (listener.heard, listener.batches, waiting()) == ([3, 1, 2], [3], [])


def test_a_failed_hand_over_is_tried_again_ever_more_slowly(app: Flask, clock: Clock, worker: Work) -> None:
    listener = Listener(1)
    with listening(listener, LampLit):
        light(1)
        assert worker() == 1
        for attempt in range(1, 15):
            (row,) = waiting()
            pause = (row.due_at - clock.now).total_seconds()
            assert (row.attempts, pause) == (attempt, min(2**attempt, 3600))
            clock.forward(seconds=pause - 1)
            assert worker() == 0
            clock.forward(seconds=1)
            assert worker() == 1
        listener.breaks_at.clear()
        clock.forward(hours=1)
        worker()
    assert (listener.heard, waiting()) == ([1], [])


def test_only_the_kind_of_an_error_is_kept(app: Flask, worker: Work, caplog: pytest.LogCaptureFixture) -> None:
    with listening(Listener(1), LampLit):
        light(1)
        worker()
    (row,) = waiting()
    assert row.error == "RuntimeError"
    assert "a name nobody may read" not in "".join(record.getMessage() for record in caplog.records)


def test_one_bad_event_holds_its_neighbours_up_only_once(app: Flask, clock: Clock, worker: Work) -> None:
    listener = Listener(2)
    with listening(listener, LampLit):
        light(1, 2, 3)
        worker()
        assert listener.heard == []
        clock.forward(seconds=2)
        worker()
        assert listener.heard == [1, 3]
        assert [row.payload["lamp_id"] for row in waiting()] == [2]
        light(4)
        worker()
    assert listener.heard == [1, 3, 4]


def test_one_broken_handler_stops_no_other(app: Flask, worker: Work) -> None:
    broken, sound = Listener(1, name="broken"), Listener(name="sound")
    with listening(broken, LampLit), listening(sound, LampLit):
        light(1)
        worker()
    assert sound.heard == [1]
    assert [row.handler.rsplit(".")[-1] for row in waiting()] == ["broken"]


def test_a_handler_that_an_upgrade_took_away_is_waited_for(app: Flask, clock: Clock, worker: Work) -> None:
    listener = Listener()
    with listening(listener, LampLit):
        light(1)
    worker()
    assert [row.error for row in waiting()] == ["KeyError"]
    with listening(listener, LampLit):
        clock.forward(seconds=2)
        worker()
    assert listener.heard == [1]


def test_a_kind_of_event_that_is_not_wanted_makes_no_row(app: Flask) -> None:
    with listening(Listener(), LampBroken):
        light(1)
    assert waiting() == []


def test_a_worker_that_dies_between_handling_and_settling_hands_over_again(app: Flask, worker: Work) -> None:
    listener = Listener()

    def died(ids: Sequence[int], error: Exception | None) -> None:
        raise SystemExit

    with listening(listener, LampLit), pytest.MonkeyPatch.context() as patch:
        light(1)
        patch.setattr(worker_room, "_settle", died)
        with pytest.raises(SystemExit):
            worker()
        patch.undo()
        worker()
    assert (listener.heard, waiting()) == ([1, 1], [])


def test_many_events_are_taken_in_bounded_batches(app: Flask, worker: Work) -> None:
    listener = Listener()
    with listening(listener, LampLit):
        light(*range(1, worker_room.BATCH + 3))
        assert worker() == worker_room.BATCH + 2
    assert listener.batches == [worker_room.BATCH, 2]


def test_a_chore_that_fails_stops_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch, worker: Work) -> None:
    done = []

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(worker_room, "_chores", [broken, lambda: done.append(1)])
    worker()
    assert done == [1]


def test_there_is_one_worker_at_a_time(app: Flask) -> None:
    instance = Path(app.instance_path)
    with worker_room.only_worker(instance) as first, worker_room.only_worker(instance) as second:
        assert (first, second) == (True, False)
    while queries._worker_locks:  # PostgreSQL's lock lasts as long as its process
        queries._worker_locks.pop().close()
    with worker_room.only_worker(instance) as third:
        assert third

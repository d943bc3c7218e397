"""One transaction, one commit: everything or nothing, and the worker hears of it."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.committees.models import Committee
from portal.core.db import db, is_writing
from portal.core.errors import Refused
from portal.core.events import Event, emit
from portal.core.models import OutboxRow
from portal.core.translated import Translated
from portal.core.usecase import transaction, usecase
from portal.core.wake import wake_address
from tests.core.events_of_tests import LampBroken, LampLit, listening


def heard(events: Sequence[Event]) -> None:
    """A handler that does nothing."""


@usecase
def found(*, slug: str, fail: Exception | None = None) -> int:
    """A use case of the tests: a committee, an event, perhaps a failure."""
    committee = Committee(slug=slug, name=Translated({"en": slug}), purpose=Translated())
    db.session.add(committee)
    db.session.flush()
    emit(LampLit(committee.id))
    if fail is not None:
        raise fail
    return committee.id


@usecase
def found_twice(*, slug: str) -> None:
    """A use case that calls another, which is not allowed."""
    found(slug=slug)


def counts() -> tuple[int, int]:
    """How many committees and outbox rows the database holds."""
    db.session.rollback()
    return tuple(db.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Committee, OutboxRow))


def test_what_a_use_case_did_and_its_events_are_committed_together(app: Flask) -> None:
    with listening(heard, LampLit):
        assert isinstance(found(slug="steering"), int)
    assert counts() == (1, 1)


@pytest.mark.parametrize("fail", [Refused("No."), RuntimeError("bug"), KeyboardInterrupt()])
def test_after_a_failure_there_is_neither_row_nor_event(app: Flask, fail: Exception) -> None:
    with listening(heard, LampLit), pytest.raises(type(fail)):
        found(slug="steering", fail=fail)
    assert counts() == (0, 0)
    assert not is_writing()
    found(slug="steering")
    assert counts()[0] == 1


def test_a_failure_of_the_commit_itself_leaves_nothing(app: Flask) -> None:
    found(slug="steering")
    with listening(heard, LampLit), pytest.raises(Exception, match=r"(?i)unique"):
        found(slug="steering")
    assert counts() == (1, 0)


def test_a_use_case_may_not_call_another(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        found_twice(slug="steering")
    assert counts() == (0, 0)


def test_a_use_case_takes_names_only(app: Flask) -> None:
    with pytest.raises(TypeError):
        found("steering")
    assert counts() == (0, 0)


def test_what_was_read_and_changed_before_is_not_written_along(app: Flask) -> None:
    found(slug="steering")
    db.session.scalars(select(Committee)).one().slug = "changed-by-a-reader"
    found(slug="other")
    db.session.rollback()
    assert set(db.session.scalars(select(Committee.slug))) == {"steering", "other"}


def test_events_are_emitted_inside_use_cases_only(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="inside a use case"):
        emit(LampLit(1))


def test_an_event_makes_one_row_for_each_handler_and_none_for_others(app: Flask) -> None:
    def heard_too(events: Sequence[Event]) -> None: ...

    with listening(heard, LampLit, LampBroken), listening(heard_too, LampBroken):
        with transaction():
            emit(LampLit(1))
            emit(LampBroken(2))
        rows = db.session.execute(select(OutboxRow.handler, OutboxRow.event, OutboxRow.payload)).all()
    assert [(row.handler.rsplit(".")[-1], row.event, row.payload["lamp_id"]) for row in rows] == [
        ("heard", "LampLit", 1),
        ("heard", "LampBroken", 2),
        ("heard_too", "LampBroken", 2),
    ]


def test_the_worker_hears_of_the_commit_and_not_of_a_rollback(app: Flask) -> None:
    address = wake_address(Path(app.instance_path))
    assert address is not None
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
        bell.bind(address)
        bell.setblocking(False)
        with pytest.raises(Refused):
            found(slug="x", fail=Refused("No."))
        with pytest.raises(BlockingIOError):
            bell.recv(1)
        found(slug="steering")
        assert bell.recv(1) == b"!"


def test_a_path_too_long_for_a_socket_only_means_a_later_look() -> None:
    assert wake_address(Path("/" + "x" * 200)) is None

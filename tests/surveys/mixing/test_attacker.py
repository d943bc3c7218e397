"""An attacker has the database and knows who answered when: before mixing that is enough, afterwards it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import select, text

from portal.core.db import db
from portal.surveys.models import BoxedResponse, Response
from tests.support.engines import postgresql_only
from tests.surveys.mixing.made import send, survey

TRIALS = 40
PEOPLE = 5
_MARK = re.compile(rb"voter-(\d\d)-(\d\d)-end")


def in_order_of_the_file(app: Flask, table: str) -> list[str]:
    """Whose answers lie where: the order in which an attacker finds them, everything read that can be read."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        path = Path(app.instance_path) / "portal.sqlite"
        held = path.read_bytes()
        log = path.with_name(path.name + "-wal")
        logged = log.read_bytes() if log.exists() else b""
        return [hit.group().decode() for hit in _MARK.finditer(logged + held)]
    order = text("SELECT answers->>'place' FROM survey_box ORDER BY xmin::text::bigint, ctid")
    if table == "survey_response":
        order = text("SELECT answers->>'place' FROM survey_response ORDER BY xmin::text::bigint, ctid")
    return list(db.session.scalars(order))


def test_before_mixing_the_order_betrays(app: Flask) -> None:
    survey_id, version = survey()
    send(survey_id, version, [{"place": f"voter-00-{n:02}-end"} for n in range(4)])
    found = list(dict.fromkeys(in_order_of_the_file(app, "survey_box")))
    wanted = [f"voter-00-{n:02}-end" for n in range(4)]
    assert found in (wanted, wanted[::-1])


def test_after_mixing_it_is_chance(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    for trial in range(TRIALS):
        send(survey_id, version, [{"place": f"voter-{trial:02}-{n:02}-end"} for n in range(PEOPLE)])
        worker()
    assert not db.session.scalars(select(BoxedResponse)).all()
    assert not db.session.scalars(select(Response).where(Response.counted.is_(False))).all()
    found = in_order_of_the_file(app, "survey_response")
    assert len(found) == TRIALS * PEOPLE, "each answer lies in the files once: neither box nor log kept a copy"
    by_trial: dict[str, list[int]] = {}
    for name in found:
        _word, trial_name, person, _end = name.split("-")
        by_trial.setdefault(trial_name, []).append(int(person))
    for reading in (1, -1):
        hits = sum(person == place for order in by_trial.values() for place, person in enumerate(order[::reading]))
        # the number of fixed points of a random order has mean 1 and variance 1
        assert abs(hits - TRIALS) < 6 * TRIALS**0.5


def test_fewer_than_five_wait(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    send(survey_id, version, [{"age": "3"}] * 4)
    worker()
    assert not db.session.scalars(select(Response)).all()


@postgresql_only
def test_no_dead_rows_are_left_behind(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    send(survey_id, version, [{"age": "3"}] * 6)
    worker()
    db.session.rollback()
    assert db.session.scalar(text("SELECT pg_relation_size('survey_box')")) == 0

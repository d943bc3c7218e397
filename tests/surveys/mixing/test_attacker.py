"""An attacker has the database and knows who answered when: before mixing that is enough, afterwards it is not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import count, islice, permutations

from flask import Flask
from sqlalchemy import select

from portal.core.db import db
from portal.core.usecase import transaction
from portal.surveys import mixing
from portal.surveys.events import AnonymousResponseSent
from portal.surveys.handlers.mixing import mix_boxes
from portal.surveys.mixing import FEWEST
from portal.surveys.models import BoxedResponse
from tests.support.engines import sqlite_only
from tests.surveys.mixing import attacker
from tests.surveys.mixing.attacker import BOXES, IN_FULL, PEOPLE
from tests.surveys.mixing.chance import FIGURES, luck
from tests.surveys.mixing.made import fill_and_send, send, survey

BOUND = 1e-6  # once in a million runs chance may look like a find, over all channels


def test_the_figures_are_exact_and_a_betrayed_order_is_found() -> None:
    for name, (measure, shares) in FIGURES.items():
        reached = [measure(order) for order in permutations(range(5))]
        assert {k: reached.count(k) for k in set(reached)} == {k: n * 120 for k, n in shares(5).items() if n}, name
    said = list(range(PEOPLE))
    dice = random.Random(7)
    for betrayed in (said, said[::-1], [*said[6:], *said[:6]]):
        assert luck([betrayed] * 3) < BOUND
    late_ones_last = [sorted(said, key=lambda one: one + dice.uniform(0, 8)) for _box in range(BOXES)]
    assert luck(late_ones_last) < BOUND
    assert luck([dice.sample(said, PEOPLE) for _box in range(BOXES)]) > 0.001


def test_before_mixing_the_files_betray_the_order(app: Flask) -> None:
    survey_id, version = survey()
    fill_and_send(survey_id, version, [attacker.answers(person) for person in range(PEOPLE)])
    assert luck([attacker.people([attacker.raw(app)])]) < BOUND


def test_after_mixing_it_is_chance(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    coming, together = count(), list[set[int]]()
    for box in range(BOXES):
        people = list(islice(coming, PEOPLE + (0 if box else FEWEST)))
        sending = fill_and_send if box < IN_FULL else send
        sending(survey_id, version, [attacker.answers(person) for person in people])
        mix_boxes([AnonymousResponseSent(survey_id)])
        together.append(set(attacker.mixed_now()).difference(*together))
    assert {len(some) for some in together} == {PEOPLE}
    told = attacker.told_by_outbox()
    worker()
    files = attacker.raw(app)
    assert len(attacker.UNSPLIT.findall(files)) == FEWEST, "neither box, draft nor log kept a copy"
    assert len(attacker.people([files])) == BOXES * PEOPLE + FEWEST, "the files are read"
    found = attacker.channels(files, told, together)
    best = min(found, key=lambda channel: luck(found[channel]))
    assert luck(found[best]) > BOUND / len(found), best


@sqlite_only
def test_what_was_moved_within_the_files_is_not_left_there(app: Flask, worker: Callable[[], int]) -> None:
    """SQLite leaves copies behind when it spreads long rows over pages; those of another survey stay in the box."""
    (survey_id, version), (other_id, other) = survey(), survey("other")
    places = [{"survey_id": other_id, "version_id": other}, {"survey_id": survey_id, "version_id": version}]
    long_ones = [f"long-{number:03}-end" + "x" * (number * 37 % 2500) for number in range(300)]
    with transaction():
        for number, words in enumerate(long_ones):
            db.session.add(BoxedResponse(**places[number % 2], lang="en", answers={"secret": words}))
            db.session.flush()
    with transaction():
        mixing.mix(survey_id)
    worker()
    left = re.findall(r"long-(\d+)-end", attacker.raw(app))
    staying = db.session.scalars(select(BoxedResponse.answers).where(BoxedResponse.survey_id == survey_id)).all()
    assert len([number for number in left if int(number) % 2]) == len(staying) == FEWEST

"""An attacker has the database and knows who answered when: before mixing that is enough, afterwards it is not."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations

from flask import Flask
from sqlalchemy import func, select

from portal.core.db import db
from portal.surveys.events import AnonymousResponseSent
from portal.surveys.handlers.mixing import mix_boxes
from portal.surveys.models import BoxedResponse, Response
from tests.surveys.mixing import attacker
from tests.surveys.mixing.attacker import ANSWER, BOXES, IN_FULL, PEOPLE, WORDS
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
    fill_and_send(survey_id, version, [attacker.answers(0, person) for person in range(PEOPLE)])
    assert luck(attacker.by_box([attacker.raw(app)])) < BOUND


def test_after_mixing_it_is_chance(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    for box in range(BOXES):
        sending = fill_and_send if box < IN_FULL else send
        sending(survey_id, version, [attacker.answers(box, person) for person in range(PEOPLE)])
        mix_boxes([AnonymousResponseSent(survey_id)])
    told = attacker.told_by_outbox()
    worker()
    assert not db.session.scalar(select(func.count()).select_from(BoxedResponse))
    assert db.session.scalar(select(func.count()).select_from(Response)) == BOXES * PEOPLE
    files = attacker.raw(app)
    for mark in (ANSWER, WORDS):
        assert len(mark.findall(files)) == BOXES * PEOPLE, "neither box, draft nor log kept a copy"
    found = attacker.channels(files) | told
    best = min(found, key=lambda channel: luck(found[channel]))
    assert luck(found[best]) > BOUND / len(found), best

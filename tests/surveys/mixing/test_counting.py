"""What is counted, once, and the same when counted afresh."""

from __future__ import annotations

import random
from collections.abc import Callable

from flask import Flask

from portal.core.permissions import COMMAND_LINE
from portal.surveys import queries
from portal.surveys.counting import tallies_of
from portal.surveys.models import Mark
from portal.surveys.usecases import recount_survey
from tests.surveys.mixing.made import FORM, send, survey


def test_marks_of_one_response() -> None:
    answers = {
        "who": "a",
        "age": "03",
        "likes": "a b",
        "order": "b a",
        "more": {"why": ""},
        "trip": [{"to": "Lake", "km": "2.50"}, {"to": "", "km": "0.0"}],
    }
    found = list(tallies_of(FORM, answers, {"audience": "who"}))
    together = {(path, mark, value) for path, dimension, _group, mark, value in found if not dimension}
    assert {value for path, mark, value in together if path == "order" and mark is Mark.VALUE} == {"b#1", "a#2"}
    assert {value for path, mark, value in together if path == "trip/km" and mark is Mark.VALUE} == {"2.5", "0"}
    assert ("age", Mark.VALUE, "3") in together
    assert ("more/why", Mark.BLANK, "") in together
    assert ("secret", Mark.NOT_ASKED, "") in together
    assert ("likes", "audience", "a", Mark.VALUE, "b") in found


def test_a_recount_equals_the_tallies(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey(groupings={"audience": "who", "area": "more/why"})
    for _round in range(4):
        some = [
            {"who": random.choice("ab"), "age": str(random.randrange(9)), "more": {"why": random.choice(["", "X x"])}}
            for _person in range(random.randrange(1, 8))
        ]
        send(survey_id, version, some)
        worker()
    send(survey_id, version, [{"who": "a"}] * 10)
    worker()
    before = queries.tallies(survey_id)
    assert before
    recount_survey(actor=COMMAND_LINE, slug="parks")
    assert queries.tallies(survey_id) == before

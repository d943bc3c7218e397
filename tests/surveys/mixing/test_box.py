"""The box: how many go together, what the closing does, and what happens when something comes in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from portal.comments.models import Comment
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.surveys import events, queries
from portal.surveys.events import AnonymousResponseSent
from portal.surveys.handlers.mixing import mix_boxes
from portal.surveys.mixing import FEWEST
from portal.surveys.models import BoxedResponse, Draft, Response, SurveyReceipt
from portal.surveys.usecases import AnswersClosed, close_survey
from tests.comments.test_parallel import together
from tests.support.engines import postgresql_only
from tests.surveys.mixing.made import draft, fill_and_send, send, send_draft, survey

SAID = {"place": "4.5 33.3 0 0", "more": {"why": "Shade"}}


def number_of(table: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_some_stay_behind_so_that_the_last_ones_never_go_alone(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    send(survey_id, version, [SAID] * (2 * FEWEST - 1))
    worker()
    assert (number_of(Response), number_of(Comment)) == (0, 0), "nothing is told before the mixing"
    assert not queries.tallies(survey_id)
    send(survey_id, version, [SAID])
    worker()
    assert (number_of(Response), number_of(BoxedResponse)) == (FEWEST, FEWEST)
    send(survey_id, version, [SAID])
    worker()
    assert number_of(Response) == FEWEST
    close_survey(actor=COMMAND_LINE, slug="parks")
    worker()
    assert (number_of(Response), number_of(BoxedResponse)) == (2 * FEWEST + 1, 0)


def test_a_survey_that_closes_is_mixed_however_few_they_are(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    send(survey_id, version, [SAID])
    close_survey(actor=COMMAND_LINE, slug="parks")
    worker()
    assert (number_of(Response), number_of(BoxedResponse), number_of(Comment)) == (1, 0, 1)


def test_whoever_sends_while_it_closes_is_counted_or_told(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    drafts = [draft(survey_id, version, SAID) for _person in range(7)]
    refused: list[str] = []

    def sending(code: str, nonce: bytes) -> None:
        with app.app_context():
            try:
                send_draft("parks", code, nonce)
            except AnswersClosed:
                refused.append(code)

    def closing() -> None:
        with app.app_context():
            close_survey(actor=COMMAND_LINE, slug="parks")

    jobs = [partial(sending, *one) for one in drafts]
    together([*jobs[:3], closing, *jobs[3:]])
    worker()
    kept = len(drafts) - len(refused)
    assert (number_of(Response), number_of(SurveyReceipt), number_of(BoxedResponse)) == (kept, kept, 0)
    assert number_of(Draft) == len(refused), "what was refused can still be read by its author"


def test_a_worker_that_dies_between_two_steps_loses_and_doubles_nothing(
    app: Flask, worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey_id, version = survey()
    send(survey_id, version, [SAID] * 10)

    def dies(_texts: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(events, "_takers", [dies])
        with pytest.raises(MemoryError):
            mix_boxes([AnonymousResponseSent(survey_id)])
    assert (number_of(BoxedResponse), number_of(Response), number_of(Comment)) == (10, 0, 0)
    mix_boxes([AnonymousResponseSent(survey_id)])  # and dies before its outbox row is gone: it is handed over again
    worker()
    assert (number_of(BoxedResponse), number_of(Response), number_of(Comment)) == (5, 5, 5)
    assert queries.tallies(survey_id)["more/why", "", "", "answered", ""] == 5


def test_a_worker_that_dies_before_it_tidies_does_so_later(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    send(survey_id, version, [SAID] * 10)
    mix_boxes([AnonymousResponseSent(survey_id)])
    mark = Path(app.instance_path) / "box-tidying-wanted"
    assert mark.exists()
    worker()
    assert not mark.exists()
    assert number_of(BoxedResponse) == FEWEST, "those that stay are still there"


@postgresql_only
def test_no_dead_rows_are_left_behind(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey()
    fill_and_send(survey_id, version, [SAID] * 6)
    close_survey(actor=COMMAND_LINE, slug="parks")
    worker()
    db.session.rollback()
    for table in ("survey_box", "survey_draft"):
        assert db.session.scalar(text(f"SELECT pg_relation_size('{table}')")) == 0

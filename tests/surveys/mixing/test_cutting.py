"""A confidential response is bound to its receipt for a time; then it is as if it had been anonymous."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from portal.comments.models import Comment
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.retention import job
from portal.retention.job import Rule
from portal.surveys import queries
from portal.surveys.models import TAKEN, Promise, Response
from portal.surveys.usecases import close_survey, recount_survey
from tests.support.clock import Clock
from tests.surveys.mixing.made import draft, send_draft, survey


def responses() -> list[Response]:
    db.session.rollback()
    return list(db.session.scalars(select(Response)))


def test_the_link_is_cut_after_its_time_and_the_numbers_stay(
    app: Flask, clock: Clock, worker: Callable[[], int]
) -> None:
    survey_id, version = survey(promise=Promise.CONFIDENTIAL)
    for number in range(3):
        send_draft("parks", *draft(survey_id, version, {"age": str(number), "more": {"why": f"Shade {number}"}}))
    close_survey(actor=COMMAND_LINE, slug="parks")
    worker()
    before = responses()
    assert sorted(one.answers["more"]["why"] for one in before) == ["Shade 0", "Shade 1", "Shade 2"]
    assert all(one.receipt_id and one.sent_at for one in before)
    receipt_id, old_ids = before[0].receipt_id or 0, {one.id for one in before}
    tallies = queries.tallies(survey_id)
    clock.forward(days=364)
    assert job.due()[Rule.RESPONSES] == 0
    clock.forward(days=2)
    assert job.due()[Rule.RESPONSES] == 3
    assert job.run(COMMAND_LINE)[Rule.RESPONSES] == 3
    assert job.run(COMMAND_LINE)[Rule.RESPONSES] == 0
    after = responses()
    assert {(one.receipt_id, one.sent_at, one.answers["more"]["why"]) for one in after} == {(None, None, TAKEN)}
    assert sorted(one.answers["age"] for one in after) == ["0", "1", "2"]
    assert old_ids.isdisjoint(one.id for one in after)
    recount_survey(actor=COMMAND_LINE, slug="parks")
    assert queries.tallies(survey_id) == tallies
    assert len(db.session.scalars(select(Comment)).all()) == 3
    own = queries.own_response(receipt_id)
    assert own is not None
    assert (own.answers, own.version_id) == ({}, None)


def test_what_is_not_counted_yet_and_what_is_open_waits(app: Flask, clock: Clock) -> None:
    survey_id, version = survey(promise=Promise.CONFIDENTIAL)
    send_draft("parks", *draft(survey_id, version, {"age": "3"}))
    assert not queries.linked_responses(now() + timedelta(days=999))
    close_survey(actor=COMMAND_LINE, slug="parks")
    assert not queries.linked_responses(now() + timedelta(days=999))

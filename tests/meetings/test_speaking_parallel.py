"""Registrations at the same moment: the same form, and a meeting that is called off meanwhile."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases
from portal.meetings.models import Meeting, MeetingState, Speaker
from portal.receipts.models import Receipt
from tests.comments.test_parallel import THREADS, _writers, count, together  # noqa: F401  # the fixture is used by name
from tests.meetings.speaking import post_with_speakers, register
from tests.support.engines import on_both
from tests.support.pages import Client

CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}\b")


@on_both
@pytest.mark.usefixtures("_writers")
def test_one_form_sent_many_times_at_once_is_one_registration(app, client, town, clock):
    town.committee()
    slug = post_with_speakers()
    data = dict(client.get("meetings.speak", slug=slug).form().filled_in({"name": "Ana"}))
    answers = []

    def send() -> None:
        with app.app_context():
            response = Client(app).send("POST", f"/meetings/{slug}/speak", data=data)
            answers.append((response.status_code, frozenset(CODE.findall(response.text))))

    together([send] * THREADS)
    assert {status for status, _codes in answers} == {200}
    assert len({codes for _status, codes in answers}) == 1
    assert (count(Speaker), count(Receipt)) == (1, 1)


@pytest.mark.usefixtures("_writers")
def test_whoever_registers_while_a_meeting_is_called_off_comes_before_or_not_at_all(app, town, clock):
    town.committee()
    slug = post_with_speakers()
    outcomes = []

    def speak() -> None:
        with app.app_context():
            try:
                register(slug)
                state = db.session.scalar(select(Meeting.state).where(Meeting.slug == slug))
                outcomes.append(("kept", state))
            except usecases.SpeakingClosed:
                state = db.session.scalar(select(Meeting.state).where(Meeting.slug == slug))
                outcomes.append(("refused", state))

    def call_off() -> None:
        with app.app_context():
            usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=Translated({"en": "Snow."}))

    together([speak, speak, call_off, speak, speak])
    db.session.rollback()
    assert len(outcomes) == 4
    assert db.session.scalar(select(Meeting.state).where(Meeting.slug == slug)) == MeetingState.CANCELLED
    assert all(state == MeetingState.CANCELLED for what, state in outcomes if what == "refused")
    kept = sum(what == "kept" for what, _state in outcomes)
    assert db.session.scalar(select(func.count()).select_from(Speaker)) == kept
    with pytest.raises(usecases.SpeakingClosed):
        register(slug)

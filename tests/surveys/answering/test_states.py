"""What a respondent runs into: long texts, strange addresses, pages that are gone, the same form sent twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.db import db
from portal.surveys.interview import MOST_LETTERS
from portal.surveys.models import BoxedResponse, Draft
from tests.support.engines import on_both
from tests.surveys.answering.test_journeys import begin, code_on, start_half
from tests.surveys.forms import PARKING, SHORT, survey_in


def at_why(client, slug):
    """The page with room for many words."""
    begin(client, slug)
    return client.get("surveys.respond", slug=slug, page="q/why")


def test_a_text_over_the_limit_is_kept_and_the_limit_said_before_and_after(client):
    page = at_why(client, survey_in(form=PARKING))
    assert f"You can write up to {MOST_LETTERS:,} characters." in page.text
    long = "x" * (MOST_LETTERS + 1)
    page = client.submit(page, "Continue", expect=422, **{"answer:why": long})
    assert page.errors == ["Write at most 10,000 characters. You wrote 10,001."]
    assert page.value("answer:why") == long


def test_back_keeps_what_was_typed(client):
    slug = survey_in(form=PARKING)
    page = start_half(client, slug)
    page = client.submit(page, "Back", **{"answer:way": "bike"})
    assert page.value("answer:you/name") == "Ana"
    page = client.submit(page, "Back", **{"answer:you/name": "Bo"})
    assert page.path == f"/surveys/{slug}"
    assert client.get("surveys.respond", slug=slug).value("answer:you/name") == "Bo"
    assert client.get("surveys.respond", slug=slug, page="q/way").value("answer:way") == "bike"


@pytest.mark.parametrize("page", ["", "q/", "q/never", "g/car[99]/plate", "r/why", "<script>", "q/why" * 500])
def test_a_page_that_is_not_asked_leads_to_where_the_answers_are(client, page):
    slug = survey_in(form=PARKING)
    start_half(client, slug)
    assert "How do you come?" in client.get("surveys.respond", slug=slug, page=page).text


def test_a_page_that_is_gone_meanwhile_leads_on(client):
    slug = survey_in(form=PARKING)
    page = start_half(client, slug)
    days = client.get("surveys.respond", slug=slug, page="q/days")
    client.submit(page, "Continue", **{"answer:way": "foot"})
    assert "What matters most?" in client.submit(days, "Continue", **{"answer:days": ["monday"]}).text


def test_hidden_answers_are_dropped_and_come_back_while_one_changes_ones_mind(client):
    slug = survey_in(form=PARKING)
    page = start_half(client, slug)
    page = client.submit(page, "Continue", **{"answer:way": "bike"})
    client.submit(page, "Continue", **{"answer:days": ["monday"]})
    client.submit(client.get("surveys.respond", slug=slug, page="q/way"), "Continue", **{"answer:way": "foot"})
    assert "On which days?" not in client.get("surveys.check", slug=slug).text
    client.submit(client.get("surveys.respond", slug=slug, page="q/way"), "Continue", **{"answer:way": "car"})
    assert "Monday" in client.get("surveys.check", slug=slug).text


def test_an_optional_choice_can_be_taken_back(client):
    page = client.submit(begin(client, survey_in()), "Continue", **{"answer:street": "Elm", "answer:bright": "yes"})
    page = client.open(page.link("Change Bright enough?"))
    assert "No answer" in page.text
    page = client.submit(page, "Continue", **{"answer:bright": ""})
    client.submit(page, "Send your answers")
    assert db.session.query(BoxedResponse).one().answers == {"street": "Elm", "bright": ""}


def test_before_it_opens_nothing_can_be_begun(client, clock):
    slug = survey_in(opens_at=now() + timedelta(hours=1))
    assert client.get("surveys.start_page", slug=slug).h1 == "This survey is not open yet"
    clock.forward(hours=2)
    page = client.get("surveys.start_page", slug=slug)
    clock.forward(hours=-2)
    client.submit(page, "Start answering", expect=409)
    assert db.session.query(Draft).count() == 0


def test_two_tabs_that_send_give_one_response_and_the_second_is_told(client):
    first = client.submit(begin(client, survey_in()), "Continue", **{"answer:street": "Elm"})
    second = client.open(first.path)
    client.submit(first, "Send your answers")
    told = client.submit(second, "Send your answers", expect=409)
    assert "They were sent or deleted" in told.text
    assert db.session.query(BoxedResponse).count() == 1


@on_both
def test_two_tabs_that_send_at_the_same_moment_give_one_response(client):
    first = client.submit(begin(client, survey_in(form=SHORT)), "Continue", **{"answer:street": "Elm"})
    tabs = [first, client.open(first.path)]
    forms = [tab.form("Send your answers") for tab in tabs]

    def send(form):
        return client.send("POST", form.action, data=dict(form.pairs())).status_code

    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(copy_context().run, send, form) for form in forms]
        assert sorted(job.result() for job in jobs) == [200, 409]
    assert db.session.query(BoxedResponse).count() == 1


def test_the_copy_of_an_anonymous_response_is_there_once(client):
    page = client.submit(begin(client, survey_in()), "Continue", **{"answer:street": "Elm"})
    done = client.submit(page, "Send your answers")
    assert "This copy is here only now." in done.text
    assert "Elm" in done.text
    assert "Elm" not in client.submit(client.get("receipts.look_up"), code=code_on(done)).text

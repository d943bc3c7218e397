"""Results from the closing to the published page, and what stands there before."""

from __future__ import annotations

import json

import pytest

from portal.core.db import db
from portal.core.usecase import transaction
from portal.surveys import usecases
from portal.surveys.models import PublishedResults, ResultsShown, SurveyState
from tests.surveys.mixing.made import send, survey


def answered(worker, count: int = 30, **others: object) -> int:
    """A closed survey that so many answered, mixed and counted."""
    survey_id, version_id = survey(**others)
    answers = [{"who": "ab"[n % 2], "age": str(20 + n), "more": {"why": f"=1+1 {n}"}} for n in range(count)]
    send(survey_id, version_id, answers)
    worker()
    return survey_id


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def test_results_are_published_once_and_for_good(client, cast, worker):
    answered(worker, state=SurveyState.CLOSED)
    assert "will be on this page" in client.get("surveys.results", slug="parks").text
    client.get("surveys.results_json", slug="parks", expect=404)
    desk = client.sign_in(cast.clerk)
    page = desk.submit(desk.get("surveys.desk_results", slug="parks"), "Publish these tables")
    assert "The results are public." in page.text
    public = client.get("surveys.results", slug="parks")
    assert "30 responses" in public.text
    assert "self-selected, no margin of error" in public.text
    assert "50 %" in public.text
    told = json.loads(client.get("surveys.results_json", slug="parks").text)
    assert (told["responses"], told["hidden_below"]) == (30, 5)
    assert [line["n"] for line in told["tables"][0]["lines"]] == [15, 15]
    assert "=1+1" not in public.text + client.get("surveys.results_csv", slug="parks").text
    with pytest.raises(Exception, match="already stay as they are"):
        usecases.publish_results(actor=cast.clerk.actor, slug="parks")


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"state": SurveyState.OPEN}, "not closed yet"),
        ({"state": SurveyState.CLOSED, "results_shown": ResultsShown.NEVER}, "They are not published"),
    ],
)
def test_before_and_without_publishing_the_page_says_why(client, worker, others, words):
    answered(worker, **others)
    assert words in client.get("surveys.results", slug="parks").text


def test_what_was_promised_to_the_committee_alone_is_not_published(desk, worker):
    answered(worker, state=SurveyState.CLOSED, results_shown=ResultsShown.NEVER)
    page = desk.get("surveys.desk_results", slug="parks")
    assert "for the committee alone" in page.text
    assert not [button for form in page.forms for button in form.buttons() if "Publish" in button]


def test_nothing_is_published_while_responses_wait(desk, worker):
    survey_id, version_id = survey(state=SurveyState.CLOSED)
    send(survey_id, version_id, [{"who": "a"}])
    page = desk.submit(desk.get("surveys.desk_results", slug="parks"), "Publish these tables", expect=409)
    assert "still being counted" in page.text
    assert db.session.query(PublishedResults).count() == 0
    worker()
    desk.submit(desk.get("surveys.desk_results", slug="parks"), "Publish these tables")


def test_an_open_anonymous_survey_shows_nothing_at_the_desk(desk, worker):
    answered(worker)
    assert "anonymous and still open" in desk.get("surveys.desk_results", slug="parks").text


def test_long_forms_come_in_parts(desk, worker, client):
    survey_id = answered(worker, state=SurveyState.CLOSED)
    desk.submit(desk.get("surveys.desk_results", slug="parks"), "Publish these tables")
    with transaction():
        kept = db.session.get(PublishedResults, survey_id)
        kept.tables = [kept.tables[0], *(kept.tables[1:2] * 40)]
    page = client.get("surveys.results", slug="parks")
    assert "More questions" in page.text
    assert "Questions before" not in page.text
    assert "Questions before" in client.get("surveys.results", slug="parks", **{"from": "99999"}).text

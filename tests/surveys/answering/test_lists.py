"""The list of surveys and the first page of one, in each of their states."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.db import db
from portal.projects.models import Project
from portal.surveys.models import Promise, ResultsShown, SurveyState
from tests.support.builders import words
from tests.support.recorder import recorded
from tests.surveys.forms import PARKING, survey_in


def test_without_surveys_the_list_says_so(client):
    assert "There is no survey yet" in client.get("surveys.index").text


def test_open_ones_come_first_by_their_closing_time(client, clock):
    late = survey_in(closes_at=now() + timedelta(days=9))
    survey_in(SurveyState.CLOSED)
    soon = survey_in(closes_at=now() + timedelta(days=1))
    survey_in(SurveyState.DRAFT)
    page = client.get("surveys.index")
    found = [link.get("href") for link in page.all(".//main//h3/a")]
    assert found[:2] == [f"/surveys/{soon}", f"/surveys/{late}"]
    assert len(found) == 3
    assert "April 16, 2026, 12:00 PM Central Time" in page.text


def test_neither_a_draft_nor_an_unknown_survey_has_a_page(app, client):
    slug = survey_in(SurveyState.DRAFT)
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/surveys/<slug:slug>")]
    endpoints = [rule.endpoint for rule in rules if rule.arguments == {"slug"} and "GET" in rule.methods]
    assert len(endpoints) > 10
    for endpoint in endpoints:
        client.get(endpoint, slug=slug, expect=404)
        client.get(endpoint, slug="never-was", expect=404)


def test_the_first_page_says_all_before_the_first_question(client, clock):
    page = client.get("surveys.show", slug=survey_in(form=PARKING, open_records=words("The clerk keeps them.")))
    for said in ("About 5 minutes", "Up to 10", "we draw 5 or more by lot and mix them", "The clerk keeps them."):
        assert said in page.text
    assert "April 22, 2026, 12:00 PM Central Time" in page.text


def test_a_confidential_survey_does_not_promise_anonymity(client):
    page = client.get("surveys.show", slug=survey_in(promise=Promise.CONFIDENTIAL))
    assert "This survey is confidential, not anonymous." in page.text


@pytest.mark.parametrize(
    ("state", "values", "said"),
    [
        (SurveyState.OPEN, {"opens_at": timedelta(days=1)}, "Not open yet"),
        (SurveyState.OPEN, {"closes_at": -timedelta(days=1)}, "Closed"),
        (SurveyState.CLOSED, {}, "Its results will be on this page"),
        (SurveyState.CLOSED, {"results_shown": ResultsShown.NEVER}, "for the committee only"),
        (SurveyState.PUBLISHED, {}, "Results are out"),
    ],
)
def test_each_state_is_said_and_offers_no_start(client, clock, state, values, said):
    values = {name: now() + value if isinstance(value, timedelta) else value for name, value in values.items()}
    slug = survey_in(state, **values)
    page = client.get("surveys.show", slug=slug)
    assert said in page.text
    assert "Start" not in page.links()
    assert "This survey is" in client.get("surveys.respond", slug=slug).h1


def number_of(project):
    """The id of a project."""
    return db.session.query(Project.id).filter_by(slug=project).scalar()


def test_a_survey_is_found_where_people_are(client, town, clock):
    project = town.project()
    slug = survey_in(project_id=number_of(project))
    for page in (client.get("pages.home"), client.get("projects.show", slug=project)):
        entry = client.open(page.link("Survey <script>"))
        assert entry.path == f"/surveys/{slug}"
        assert "Closes: April 22, 2026, 12:00 PM Central Time" in page.text
    assert client.get("pages.home").link("Surveys") == "/surveys"


def test_a_project_shows_its_surveys_that_were_opened_alone(client, town):
    project = town.project()
    ids = {"project_id": number_of(project)}
    closed, running = survey_in(SurveyState.PUBLISHED, **ids), survey_in(**ids)
    survey_in(SurveyState.DRAFT, **ids)
    survey_in()
    page = client.get("projects.show", slug=project)
    assert [link.get("href") for link in page.all(".//main//h3/a") if "/surveys/" in link.get("href")] == [
        f"/surveys/{running}",
        f"/surveys/{closed}",
    ]


@pytest.mark.parametrize("many", [1, 8])
def test_the_list_asks_the_database_little(app, client, many):
    for _n in range(many):
        survey_in()
        survey_in(SurveyState.CLOSED)
    with recorded(app) as asked:
        client.get("surveys.index")
    asked.within(4)

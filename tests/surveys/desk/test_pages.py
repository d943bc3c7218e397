"""The clerk's pages of surveys: the list, settings, opening and closing."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from portal.core.db import db
from portal.surveys import queries, usecases
from portal.surveys.models import Draft, Promise, SurveyState
from tests.surveys.desk.forms import form
from tests.surveys.forms import survey_in


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def test_an_empty_list_says_what_to_do(desk):
    assert "then import it" in desk.get("surveys.desk").text


def test_a_survey_is_set_up_opened_and_closed(desk, cast, clock):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    assert "Needed" in desk.get("surveys.desk_survey", slug="deliveries").text
    page = desk.get("surveys.edit_settings", slug="deliveries")
    page = desk.submit(page, open_records_en="Totals are public.", closes_at="2026-05-01T18:00")
    assert "Saved." in page.text
    page = desk.submit(desk.get("surveys.open_now", slug="deliveries"))
    assert "The survey is open" in page.text
    page = desk.submit(desk.get("surveys.close_now", slug="deliveries"))
    assert "The survey is closed" in page.text
    assert queries.survey_at_desk("deliveries").state == SurveyState.CLOSED


def test_what_lacks_is_said_when_opening_is_refused(desk, cast, clock):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    page = desk.submit(desk.get("surveys.open_now", slug="deliveries"), expect=422)
    assert "This cannot be done yet" in page.text


def test_the_preview_shows_every_question_with_its_rule(desk, cast):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    page = desk.get("surveys.preview_survey", slug="deliveries")
    assert "${deliver} = 'yes'" in page.text


def test_a_clerk_tries_a_survey_as_a_respondent_and_nothing_is_kept(desk, cast):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    page = desk.get("surveys.try_survey", slug="deliveries")
    assert "nothing is saved" in page.text
    page = desk.submit(page, "Continue", **{"answer:deliver": "yes"})
    page = desk.submit(page, "Continue", **{"answer:wish": "A ramp <script>"})
    assert "The end of the preview" in page.text
    assert "A ramp <script>" in page.text
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0


def test_a_preview_follows_the_rules_and_goes_back(desk, cast):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    page = desk.submit(desk.get("surveys.try_survey", slug="deliveries"), "Continue", **{"answer:deliver": "yes"})
    page = desk.submit(page, "Back")
    page = desk.submit(page, "Continue", **{"answer:deliver": "no"})
    assert "The end of the preview" in page.text, "what would help is asked of those who deliver"


def test_a_preview_that_is_not_ours_begins_again(desk, cast):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    page = desk.submit(desk.get("surveys.try_survey", slug="deliveries"), "Continue", trial="made.up", expect=409)
    assert "begins again" in page.text


@pytest.mark.parametrize(
    ("state", "promise", "said"),
    [
        (SurveyState.OPEN, Promise.ANONYMOUS, "Fewer than 10 so far"),
        (SurveyState.OPEN, Promise.CONFIDENTIAL, "0"),
        (SurveyState.CLOSED, Promise.ANONYMOUS, "0"),
    ],
)
def test_few_responses_to_an_open_anonymous_survey_are_not_counted_out(desk, clock, state, promise, said):
    slug = survey_in(state, promise=promise)
    cells = ["".join(cell.itertext()).strip() for cell in desk.get("surveys.desk").all(".//main//td")]
    assert cells[2] == said
    assert ("Fewer than 10" in desk.get("surveys.desk_survey", slug=slug).text) == ("Fewer" in said)


def test_the_desk_says_how_many_surveys_are_open_and_drafts(desk, clock):
    assert "No survey is open." in desk.get("pages.desk").text
    for state in (SurveyState.OPEN, SurveyState.DRAFT, SurveyState.DRAFT, SurveyState.CLOSED):
        survey_in(state)
    text = desk.get("pages.desk").text
    for said in ("1 survey is open.", "2 are drafts.", "1 is closed and waits"):
        assert said in text


def test_each_page_of_a_survey_leads_to_the_others(desk, clock):
    slug = survey_in(SurveyState.OPEN)
    pages = [
        "desk_survey",
        "outline",
        "form_versions",
        "preview_survey",
        "edit_settings",
        "invitations",
        "desk_results",
    ]
    for endpoint in pages:
        page = desk.get(f"surveys.{endpoint}", slug=slug)
        links = page.all(".//nav[@aria-label='Pages of this survey']//a")
        assert len(links) == len(pages)
        assert [link.get("href") for link in links if link.get("aria-current")] == [page.path]


def test_what_lacks_leads_to_its_field(desk, cast):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    page = desk.get("surveys.desk_survey", slug="deliveries")
    settings = desk.get("surveys.edit_settings", slug="deliveries")
    fields = {link.get("href").partition("#")[2] for link in page.all(".//main//a") if "#" in link.get("href")}
    assert fields >= {"promise", "results_shown", "access", "open_records_en", "closes_at", "audience"}
    assert [name for name in fields if not settings.all(f".//*[@id='{name}']")] == []

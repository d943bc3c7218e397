"""The clerk's pages of surveys: the list, settings, opening and closing."""

from __future__ import annotations

import pytest

from portal.surveys import queries, usecases
from portal.surveys.models import SurveyState
from tests.surveys.desk.forms import form


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
    assert "nothing is saved" in page.text
    assert "${deliver} = 'yes'" in page.text

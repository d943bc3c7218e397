"""Half a form today, the rest tomorrow; two tabs; a browser that forgets; a survey that closes meanwhile."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from portal.core.db import db
from portal.core.models import Mail
from portal.core.permissions import VISITOR
from portal.core.usecase import transaction
from portal.surveys import usecases
from portal.surveys.models import BoxedResponse, Draft, Survey, SurveyState
from tests.support.pages import Client
from tests.surveys.answering.test_journeys import begin, code_on, held_code, start_half
from tests.surveys.forms import PARKING, SHORT, survey_in


@pytest.fixture
def posting(app):
    """The site sends mails."""
    known = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(known, mail_url="file:mails", mail_from="news@example.org")


def test_the_code_opens_the_answers_on_another_day_in_another_browser(app, client, clock):
    slug = survey_in(form=PARKING)
    page = start_half(client, slug)
    left = client.submit(page, "Save and come back later", **{"answer:way": "bike"})
    assert left.h1 == "We kept your answers"
    assert held_code(client) is None
    clock.forward(days=1)
    other = Client(app)
    page = other.submit(other.get("surveys.resume_page", slug=slug), code=code_on(left).lower())
    assert page.value("answer:way") == "bike"
    assert "SameSite=Lax" not in page.html


def test_what_the_code_page_offers_leads_straight_back(client):
    page = client.submit(start_half(client, survey_in(form=PARKING)), "Save and come back later")
    assert "How do you come?" in client.submit(page, "Go on with the survey").text


def test_wrong_codes_are_counted_and_end(client):
    slug = survey_in()
    form = client.get("surveys.resume_page", slug=slug)
    assert client.submit(form, expect=422, code="1234").errors
    for _guess in range(10):
        page = client.submit(form, expect=404, code="0000-0000-0000-0000-0000-0000")
    assert "no answers with this code" in page.errors[0]
    client.submit(form, expect=429, code="0000-0000-0000-0000-0000-0000")


def test_a_code_opens_no_other_survey(client):
    page = begin(client, survey_in())
    code = code_on(client.submit(page, "Save and come back later"))
    other = survey_in()
    client.submit(client.get("surveys.resume_page", slug=other), expect=404, code=code)


def test_a_browser_that_keeps_no_cookie_is_told(app, client):
    slug = survey_in()
    page = begin(client, slug)
    client.http.delete_cookie("__Host-survey-1", domain="feedback.example.org")
    assert "This browser does not have your answers" in client.open(page.path).text
    client.submit(page, "Continue", expect=409, **{"answer:street": "Elm"})


def test_of_two_tabs_each_keeps_what_the_other_did(client):
    slug = survey_in(form=PARKING)
    first = begin(client, slug)
    second = client.submit(first, "Continue", **{"answer:you/name": "Ana", "answer:you/age": "18"})
    client.submit(second, "Continue", **{"answer:way": "bike"})
    client.submit(first, "Continue", **{"answer:you/name": "Bo", "answer:you/age": "19"})
    draft = db.session.query(Draft).one()
    assert (draft.answers["you"]["name"], draft.answers["way"], draft.revision) == ("Bo", "bike", 3)


def test_starting_twice_with_one_button_is_one_draft(client):
    page = client.get("surveys.start_page", slug=survey_in())
    client.submit(page, "Start answering")
    client.submit(page, "Start answering")
    assert db.session.query(Draft).count() == 1


def test_a_survey_that_closes_meanwhile_gives_the_text_back(client, clock):
    slug = survey_in(form=PARKING)
    page = start_half(client, slug)
    clock.forward(days=8)
    refused = client.submit(page, "Continue", expect=409, **{"answer:way": "other", "answer:way_other": "By ferry"})
    kept = refused.all("textarea")[0].text
    assert "Ana" in kept
    assert "By ferry" in kept
    assert "Ana" in client.get("surveys.respond", slug=slug).all("textarea")[0].text
    assert db.session.query(BoxedResponse).count() == 0


def test_the_check_page_of_a_closed_survey_sends_nothing(client, clock):
    page = client.submit(begin(client, survey_in()), "Continue", **{"answer:street": "Elm"})
    clock.forward(days=8)
    assert "Elm" in client.submit(page, "Send your answers", expect=409).all("textarea")[0].text
    assert db.session.query(BoxedResponse).count() == 0


def test_a_page_that_was_open_for_days_is_shown_again_with_its_text(client, clock):
    page = begin(client, survey_in())
    clock.forward(days=2)
    page = client.submit(page, "Continue", expect=422, **{"answer:street": "Elm"})
    assert page.value("answer:street") == "Elm"
    assert client.submit(page, "Continue").h1 == "Check your answers"


def test_cleared_answers_are_gone(client):
    slug = survey_in()
    page = begin(client, slug)
    page = client.open(page.link("Clear my answers"))
    client.submit(page, "Delete my answers")
    assert db.session.query(Draft).count() == 0
    assert held_code(client) is None


def test_a_draft_stays_on_the_version_on_which_it_began(client):
    slug = survey_in()
    page = begin(client, slug)
    from portal.core.permissions import COMMAND_LINE

    usecases.keep_form(actor=COMMAND_LINE, form=SHORT, survey_slug=slug)
    page = client.submit(page, "Continue", **{"answer:street": "Elm"})
    client.submit(page, "Send your answers")
    assert db.session.query(BoxedResponse).one().version_id == 1


def test_the_code_can_be_mailed_and_the_address_stands_in_the_mail_alone(client, posting):
    slug = survey_in()
    page = client.submit(begin(client, slug), "Save and come back later")
    code = code_on(page)
    page = client.submit(page, "Send me the code", email="ana@example.org")
    assert "We send the code to you" in page.text
    mail = db.session.query(Mail).one()
    assert mail.address == "ana@example.org"
    assert code.replace(" ", "-") in mail.text
    client.submit(client.submit(page, "Go on with the survey"), "Save and come back later")


@pytest.mark.parametrize("email", ["", "ana", "ana@example.org\nBcc: x@example.org"])
def test_what_is_no_address_is_not_mailed(client, posting, email):
    page = client.submit(begin(client, survey_in()), "Save and come back later")
    assert client.submit(page, "Send me the code", expect=422, email=email).errors


def test_drafts_of_closed_surveys_are_dropped_after_a_month(app, client, clock):
    slug = survey_in()
    begin(client, slug)
    with transaction():
        db.session.query(Survey).one().close("")
    usecases.drop_drafts(closed_before=clock.now - timedelta(days=30))
    assert db.session.query(Draft).count() == 1
    clock.forward(days=31)
    usecases.drop_drafts(closed_before=clock.now - timedelta(days=30))
    assert db.session.query(Draft).count() == 0


@pytest.mark.parametrize("state", [SurveyState.CLOSED, SurveyState.PUBLISHED])
def test_a_closed_survey_takes_no_draft(app, state):
    with pytest.raises(usecases.AnswersClosed):
        usecases.start_draft(actor=VISITOR, slug=survey_in(state), nonce=b"n" * 16, lang="en")

"""Somebody answers a survey without JavaScript, from the first page to the receipt."""

from __future__ import annotations

import re

from portal.core.db import db
from portal.surveys.models import BoxedResponse, Draft, Promise, Response, SurveyReceipt
from tests.surveys.forms import ARABIC, PARKING, SCRIPT, survey_in


def begin(client, slug, **fields):
    page = client.open(client.get("surveys.show", slug=slug).link("Start"))
    return client.submit(page, "Start answering", **fields)


def start_half(client, slug):
    """The first of the pages is answered."""
    page = begin(client, slug)
    return client.submit(page, "Continue", **{"answer:you/name": "Ana", "answer:you/age": "18"})


def fill(client, page, **answers):
    """Continue with answers by the last part of their addresses."""
    names = {name.removeprefix("answer:"): name for name in page.form("Continue").names()}
    return client.submit(page, "Continue", **{names[name.replace("__", "#")]: one for name, one in answers.items()})


def code_on(page):
    return re.search(r"(?:[0-9A-HJKMNP-TV-Z]{4} ){5}[0-9A-HJKMNP-TV-Z]{4}", page.text)[0]


def held_code(client):
    """What the browser holds for the first survey; None where it forgot it."""
    return client.http.get_cookie("__Host-survey-1", domain="feedback.example.org")


def through(client, slug):
    """A whole parking form, up to the check page."""
    page = begin(client, slug)
    page = client.submit(page, "Continue", **{"answer:you/name": "Ana", "answer:you/age": "30"})
    assert "Name of your shop" in page.text
    page = client.submit(page, "Continue", **{"answer:you/shop": "Ana’s"})
    page = client.submit(page, "Continue", **{"answer:way": "bike"})
    page = client.submit(page, "Continue", **{"answer:days": ["monday", "friday"]})
    page = client.submit(page, "Continue", **{"answer:order#1": "car", "answer:order#2": "bike"})
    page = client.submit(
        page, "Continue", **{"answer:since#day": "3", "answer:since#month": "4", "answer:since#year": "2020"}
    )
    page = client.submit(page, "Continue", **{"answer:mood": "4"})
    page = client.submit(page, "Continue", **{"answer:car[1]/plate": "ABC 1"})
    assert page.words(".//main//li") == ["ABC 1 Remove number 1"]
    page = client.submit(page, "Add another")
    page = client.submit(page, "Continue", **{"answer:car[2]/plate": "ABC 2"})
    page = client.submit(page, "Remove number 1")
    page = client.submit(page, "Continue")
    return client.submit(page, "Continue", **{"answer:why": f"No room {SCRIPT}"})


def test_a_whole_anonymous_form_is_kept_without_who_or_when(client, clock):
    slug = survey_in(form=PARKING)
    page = through(client, slug)
    assert page.h1 == "Check your answers"
    assert held_code(client)
    done = client.submit(page, "Send your answers")
    assert done.h1 == "We have your answers"
    assert f"No room {SCRIPT}" in done.text
    boxed = db.session.query(BoxedResponse).one()
    assert boxed.answers == {
        "you": {"name": "Ana", "age": "30", "shop": "Ana’s"},
        "way": "bike",
        "days": "monday friday",
        "order": "car bike",
        "since": "2020-04-03",
        "mood": "4",
        "car": [{"plate": "ABC 2"}],
        "why": f"No room {SCRIPT}",
    }
    assert db.session.query(Draft).count() == 0
    assert db.session.query(SurveyReceipt).count() == 1
    assert held_code(client) is None

    found = client.submit(client.get("receipts.look_up"), code=code_on(done))
    assert "Received" in found.text
    assert "does not lead to them" in found.text


def test_a_confidential_response_can_be_read_again_with_its_receipt(client, clock):
    slug = survey_in(promise=Promise.CONFIDENTIAL)
    page = client.submit(begin(client, slug), "Continue", **{"answer:street": "Elm"})
    done = client.submit(page, "Send your answers")
    response = db.session.query(Response).one()
    assert (response.answers["street"], response.sent_at) == ("Elm", clock.now)
    page = client.submit(client.get("receipts.look_up"), code=code_on(done))
    assert "Elm" in client.submit(page, "Show my answers").text


def test_the_same_form_again_gives_the_same_receipt(client):
    page = client.submit(begin(client, survey_in()), "Continue", **{"answer:street": "Elm"})
    first, second = client.submit(page, "Send your answers"), client.submit(page, "Send your answers")
    assert code_on(first) == code_on(second)
    assert "sent this form before" in second.text
    assert db.session.query(BoxedResponse).count() == 1


def test_what_is_wrong_is_said_at_the_top_with_links_and_nothing_is_lost(client):
    page = begin(client, survey_in(form=PARKING))
    page = client.submit(page, "Continue", expect=422, **{"answer:you/age": "abc"})
    assert page.errors == [f"Write your name {SCRIPT}", "Enter a whole number, such as 12."]
    assert page.value("answer:you/age") == "abc"
    assert page.title.startswith("Error: ")
    page = client.submit(page, "Continue", expect=422, **{"answer:you/name": "Ana", "answer:you/age": "3"})
    assert len(page.errors) == 1
    page = client.submit(page, "Continue", **{"answer:you/age": "18"})
    assert "How do you come?" in page.text
    assert client.submit(page, "Back").value("answer:you/name") == "Ana"


def test_a_page_can_be_updated_without_going_on(client):
    page = begin(client, survey_in(form=PARKING))
    page = client.submit(page, "Update this page", **{"answer:you/age": "30"})
    assert "Name of your shop" in page.text
    assert not page.errors


def test_an_answer_that_lets_others_vanish_hides_their_pages(client):
    page = begin(client, survey_in(form=PARKING))
    page = client.submit(page, "Continue", **{"answer:you/name": "Ana"})
    page = client.submit(page, "Continue", **{"answer:way": "foot"})
    assert "What matters most?" in page.text


def test_the_check_page_says_what_is_missing_and_offers_no_sending(client):
    slug = survey_in(form=PARKING)
    begin(client, slug)
    page = client.get("surveys.check", slug=slug)
    assert f"Write your name {SCRIPT}" in page.words(".//div[@class='error-summary']//li")
    assert "Send your answers" not in page.text
    assert "About you" in client.open(page.link("Write your name")).h1


def test_an_arabic_form_reads_from_right_to_left(client):
    page = begin(client, survey_in(form=ARABIC), lang="ar")
    block = page.all(".//div[@dir='rtl']")[0]
    assert block.get("lang") == "ar"
    assert "كم عدد أفراد الأسرة؟" in page.text
    words = [span for legend in block.iter("legend") for span in legend.iter("span") if span.text]
    assert words[0].get("lang") == "en"
    page = client.submit(page, "English")
    assert "How many are you?" in page.text


def test_the_site_in_spanish_asks_in_the_language_of_the_form(client):
    slug = survey_in()
    spanish = client.in_language("es")
    page = spanish.get("surveys.start_page", slug=slug)
    page = spanish.submit(page, 0)
    assert page.path.startswith("/es/surveys/")
    assert page.all(".//div[@lang='en']")

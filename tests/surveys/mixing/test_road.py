"""The road of a survey's texts: from the box through the moderators' desk to what everybody may read."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from portal.comments.models import Comment
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.moderation import queries as moderation
from portal.surveys.models import Response, SurveyState
from portal.surveys.usecases import close_survey
from tests.surveys.mixing.made import draft, send, send_draft, survey

SAID = [f"Shade at stop {number} <script>" for number in range(3)]


@pytest.fixture
def texts(client, cast, worker):
    """The texts of an anonymous survey as they wait for review: id by body."""
    survey_id, version = survey(state=SurveyState.CLOSED)
    send(survey_id, version, [{"more": {"why": text}} for text in SAID])
    worker()
    client.sign_in(cast.moderator)
    return dict(db.session.execute(select(Comment.body, Comment.id)).all())


def test_the_queue_tells_survey_and_question_and_can_be_narrowed_to_it(client, texts):
    page = client.get("moderation.queue")
    assert "Parks <script>" in page.text
    assert "Why?" in page.text
    page = client.get("moderation.queue", about="survey:parks")
    assert all(text in page.text for text in SAID)
    assert SAID[0] not in client.get("moderation.queue", about="survey:lamps").text


def test_what_is_published_stands_with_its_question_and_what_is_declined_does_not(client, cast, town, texts, worker):
    guideline = town.guideline()
    client.submit(client.get("moderation.item", comment_id=texts[SAID[0]]), "Publish")
    page = client.get("moderation.decline", comment_id=texts[SAID[1]])
    client.submit(page, "Do not publish", guideline=guideline, passage="stop 1")
    worker()
    public = client.get("comments.survey_texts", slug="parks")
    assert [text in public.text for text in SAID] == [True, False, False]
    assert "Why?" in public.text
    own = client.get("comments.show", comment_id=texts[SAID[0]])
    assert own.link("Read all that people wrote").endswith("/surveys/parks/texts")
    assert SAID[0] in client.get("search.feedback", q="shade").text
    ruling = moderation.last_ruling_of(texts[SAID[1]])
    said = json.loads(client.send("GET", client.url("moderation.statement", ruling_id=ruling.id)).text)
    assert said


def test_it_stays_with_its_question(client, texts):
    page = client.get("moderation.move", comment_id=texts[SAID[0]])
    assert "It stays with that question" in page.text


def test_a_survey_without_published_texts_says_so_and_a_draft_has_no_page(client, texts):
    assert "No text was published yet" in client.get("comments.survey_texts", slug="parks").text
    survey("secret", state=SurveyState.DRAFT)
    client.get("comments.survey_texts", slug="secret", expect=404)


def test_the_receipt_of_an_anonymous_response_leads_to_no_text(client, worker):
    survey_id, version = survey()
    code, nonce = draft(survey_id, version, {"more": {"why": SAID[0]}})
    send_draft("parks", code, nonce)
    close_survey(actor=COMMAND_LINE, slug="parks")
    worker()
    page = client.submit(client.get("receipts.look_up"), code=code)
    assert "Parks" in page.text
    assert SAID[0] not in page.text
    assert not db.session.scalars(select(Response.receipt_id).where(Response.receipt_id.is_not(None))).all()

"""The public page of moderation."""

from __future__ import annotations

import pytest

from portal.core.permissions import COMMAND_LINE
from portal.moderation import usecases
from tests.support.recorder import recorded


@pytest.mark.parametrize("lang", ["en", "es"])
def test_guidelines_stand_under_their_codes_in_the_reader_s_language(client, lang):
    usecases.ensure_guidelines(actor=COMMAND_LINE)
    page = client.in_language(lang).get("moderation.public")
    headings = {heading.get("id"): heading.text for heading in page.all("h3") if heading.get("id")}
    assert headings["private-details"] == {"en": "Private details", "es": "Datos privados"}[lang]
    assert len(headings) == 6


def test_figures_tell_outcomes_guidelines_and_the_oldest_age(clock, client, town, cast):
    code = town.guideline("advertising")
    usecases.decline_comment(
        actor=cast.moderator.actor, comment_id=town.comment(), guideline_code=code, note="Secret word"
    )
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=town.comment())
    town.comment(body="Still unread")
    clock.forward(days=3)
    page = client.get("moderation.public")
    assert "(3 days ago)" in page.text
    assert page.words(".//td") == ["1"]
    assert "2 working days" in page.text
    for private in ("Still unread", "Secret word", cast.moderator.actor.name, cast.moderator.actor.pseudonym):
        assert private not in page.text


def test_without_guidelines_the_page_says_that_nothing_is_kept_back(client):
    assert "No guideline is written down yet." in client.get("moderation.public").text


def test_it_is_the_same_page_for_everybody(app, client):
    client.get("moderation.public")
    with recorded(app) as statements:
        page = client.get("moderation.public")
    statements.within(6)
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert "ETag" in page.headers

"""Looking a receipt up: by POST alone, in words for every kind of typing error, with what became of it."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask

from portal.moderation import usecases as moderation
from portal.receipts import queries
from portal.receipts.guessing import MISSES
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.clock import Clock
from tests.support.engines import sqlite_only
from tests.support.pages import Client


def post_and_get_code(town: Town, **others) -> tuple[int, str]:
    """A pending comment and the code of its receipt."""
    nonce = secrets.token_bytes(16)
    return town.comment(nonce=nonce, **others), queries.code_by_nonce(nonce)


def look_up(client: Client, code: str, expect: int = 200):
    """Fill in the look-up page."""
    return client.submit(client.get("receipts.look_up"), code=code, expect=expect)


def test_a_waiting_comment_is_shown_to_the_holder_of_its_code(client: Client, town: Town) -> None:
    _id, code = post_and_get_code(town, body=f"Lamps please {SCRIPT}")
    page = look_up(client, code.lower().replace("-", " "))
    assert "Waiting for review" in page.text
    assert f"Lamps please {SCRIPT}" in page.text
    assert code not in page.path


def test_a_comment_on_an_item_names_the_item_its_meeting_and_the_stance(client: Client, town: Town) -> None:
    meeting = town.posted(items=2)
    _id, code = post_and_get_code(town, item=(meeting, 2), stance="support")
    page = look_up(client, code)
    assert page.link("Lamps") == f"/meetings/{meeting}/items/2"
    assert f"(item 2, Session of {meeting}" in page.text
    assert "Supports this item" in page.text


def test_a_published_comment_links_to_its_page(client: Client, town: Town, cast: Cast) -> None:
    comment_id, code = post_and_get_code(town)
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    page = look_up(client, code)
    assert "Waiting for review" not in page.text
    assert client.open(page.link("See it on its page")).status == 200


def test_a_declined_comment_quotes_the_guideline_and_the_note(client: Client, town: Town, cast: Cast) -> None:
    comment_id, code = post_and_get_code(town)
    guideline = town.guideline("no-phones")
    moderation.decline_comment(
        actor=cast.moderator.actor, comment_id=comment_id, guideline_code=guideline, note=f"Without the number {SCRIPT}"
    )
    page = look_up(client, code)
    for said in ("Private details", "No telephone numbers", "Leave it out", f"Without the number {SCRIPT}"):
        assert said in page.text
    assert cast.moderator.actor.name not in page.text
    assert cast.moderator.email not in page.text


@sqlite_only
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Enter your receipt code"),
        ("7QK4", "24 letters"),
        ("U" * 24, "never the letter U"),
        ("0" * 23 + "1", "not right"),
    ],
)
def test_each_typing_error_is_told_in_words_and_is_no_guess(client: Client, code: str, words: str) -> None:
    for _time in range(MISSES.most + 1):
        page = look_up(client, code, expect=422)
        assert words in page.errors[0]
        assert page.value("code") == code


def test_an_unknown_code_is_not_found_and_counted(client: Client, town: Town, clock: Clock) -> None:
    _id, right = post_and_get_code(town)
    for _time in range(MISSES.most):
        page = look_up(client, "0" * 24, expect=404)
        assert "cannot find this code" in page.errors[0]
    look_up(client, right, expect=429)
    clock.forward(hours=1)
    look_up(client, right)


def test_a_code_never_stands_in_an_address(client: Client, town: Town) -> None:
    _id, code = post_and_get_code(town)
    response = client.send("GET", f"/receipt?code={code}")
    assert (response.status_code, response.headers["Location"]) == (302, "/receipt")
    assert client.send("GET", f"/receipt/{code}").status_code == 404


def test_a_page_of_failure_does_not_show_a_code(client: Client, town: Town) -> None:
    _id, code = post_and_get_code(town)
    page = client.post("receipts.show", {"code": code, "nonce": "old"}, expect=422)
    page = client.submit(page)
    assert "Waiting for review" in page.text


@sqlite_only
def test_looking_up_works_in_spanish(app: Flask, client: Client, town: Town) -> None:
    _id, code = post_and_get_code(town, lang="es", body="Más farolas")
    page = look_up(client.in_language("es"), code)
    assert (page.lang, "Más farolas" in page.text) == ("es", True)

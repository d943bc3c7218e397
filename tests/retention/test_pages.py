"""Pages of erasing and holding: what they say before the button, and after it."""

from __future__ import annotations

import secrets

import pytest

from portal.comments.models import Comment
from portal.core.addresses import key_text
from portal.core.db import db
from portal.receipts import queries as receipts
from portal.retention import usecases
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.engines import sqlite_only
from tests.support.page import Page
from tests.support.pages import Client

pytestmark = sqlite_only


def receipt_page(client: Client, nonce: bytes) -> Page:
    page = client.get("receipts.look_up")
    return client.submit(page, code=receipts.code_by_nonce(nonce))


def test_an_author_reads_what_goes_and_what_stays_then_erases(client: Client, town: Town) -> None:
    nonce = secrets.token_bytes(16)
    comment_id = town.published(nonce=nonce)
    page = client.submit(receipt_page(client, nonce), "Erase my comment")
    assert "Your comment will be gone for good." in page.text
    assert "Copies that others made" in page.text
    assert db.session.get_one(Comment, comment_id).state == "published"
    done = client.submit(page, "Erase my comment")
    assert done.h1 == "Your comment is erased"
    after = client.submit(done, "Back to your receipt")
    assert after.h1 == "Your comment was erased"
    assert "Please add lamps" not in after.html
    again = client.post("retention.erase", {"code": receipts.code_by_nonce(nonce), "confirm": "yes"})
    assert again.h1 == "Your comment is erased"
    client.get("comments.show", comment_id=comment_id, expect=410)


def test_a_held_comment_is_hidden_and_its_author_told(client: Client, town: Town, cast: Cast) -> None:
    nonce = secrets.token_bytes(16)
    comment_id = town.published(nonce=nonce)
    usecases.set_hold(actor=cast.clerk.actor, comment_id=comment_id, reason="file 7")
    page = client.submit(receipt_page(client, nonce), "Erase my comment")
    assert "The law forbids us to erase your comment now." in page.text
    assert "file 7" not in page.text
    done = client.submit(page, "Hide my comment")
    assert done.h1 == "Your comment is hidden"
    client.get("comments.show", comment_id=comment_id, expect=410)
    assert "because the law forbids to erase it now" in receipt_page(client, nonce).text


def test_a_moderator_erases_for_somebody_without_a_receipt(client: Client, town: Town, cast: Cast) -> None:
    comment_id = town.published()
    client.sign_in(cast.moderator)
    page = client.get("retention.find_to_erase")
    assert "Copy it from the address" in client.submit(page, key="abc", expect=422).text
    assert "no comment with this key" in client.submit(page, key=key_text(comment_id + 1), expect=422).text
    address = f"https://riverbend.example/comments/{key_text(comment_id)}"
    page = client.submit(page, key=address)
    assert SCRIPT in page.text
    assert "Choose the reason" in client.submit(page, "Erase this comment", expect=422).text
    page = client.submit(page, "Erase this comment", reason="court")
    assert "The comment is erased." in page.text
    assert "There is nothing left to erase." in page.text


def test_an_admin_who_is_no_moderator_does_not_read_what_is_not_public(client: Client, town: Town, cast: Cast) -> None:
    comment_id = town.comment()
    page = client.sign_in(cast.admin).get("retention.erase_on_request", comment_id=comment_id)
    assert "Please add lamps" not in page.html
    assert "only moderators can read it" in page.text


def test_holds_are_set_listed_and_ended_without_a_word_of_the_text(client: Client, town: Town, cast: Cast) -> None:
    comment_id = town.comment()
    client.sign_in(cast.clerk)
    page = client.get("retention.holds")
    assert "Nothing is held." in page.text
    assert "Write the reason" in client.submit(page, "Hold this comment", key="", reason=" ", expect=422).text
    page = client.submit(page, "Hold this comment", key=key_text(comment_id).upper(), reason=f"file {SCRIPT}")
    assert "The comment is held." in page.text
    assert SCRIPT in page.text
    assert "Please add lamps" not in page.html
    page = client.submit(page, "End this hold")
    assert "The hold has ended." in page.text
    assert "Clerk Example" in page.text


@pytest.mark.parametrize("name", ["moderator", "member", "partner"])
def test_holds_are_no_matter_of_others(client: Client, cast: Cast, name: str) -> None:
    client.sign_in(getattr(cast, name)).get("retention.holds", expect=403)

"""The receipt's page tells its holder everything that belongs to a comment: photo, answer, mails, holds, guideline."""

from __future__ import annotations

import json
import secrets

import pytest

from portal.comments.models import Comment, CommentContact, CommentPhoto
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.files import store
from portal.core.usecase import transaction
from portal.moderation import usecases as moderation
from portal.receipts import queries as receipts
from portal.retention import usecases as retention
from tests.comments.test_photos import jpeg, send
from tests.comments.test_views import code_on
from tests.receipts.test_views import look_up
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.engines import sqlite_only
from tests.support.page import Page
from tests.support.pages import Client

pytestmark = sqlite_only
ALT = f"A broken lamp {SCRIPT}"


@pytest.fixture
def lamp(client: Client, town: Town) -> tuple[int, str]:
    """A comment with a photo that waits, and its code."""
    page = send(client, client.get("comments.new", slug=town.project()), jpeg(), body="This lamp", photo_alt=ALT)
    photo = db.session.query(CommentPhoto).one()
    return photo.comment_id, code_on(page)


def test_a_photo_is_seen_with_the_code_before_anybody_else_sees_it(client: Client, lamp: tuple[int, str]) -> None:
    page = look_up(client, lamp[1])
    assert f"Your photo: {ALT}" in page.text
    form = page.form("Look at your photo")
    seen = client.send("POST", form.action, data=dict(form.pairs()))
    photo = db.session.query(CommentPhoto).one()
    assert (seen.data, seen.mimetype) == (store.path_of(photo.file_key).read_bytes(), "image/jpeg")
    assert "no-store" in seen.headers["Cache-Control"]
    assert "set-cookie" not in seen.headers


def test_a_published_photo_stands_on_the_receipt_and_one_that_was_taken_out_is_told(
    client: Client, town: Town, cast: Cast, lamp: tuple[int, str]
) -> None:
    comment_id, code = lamp
    guideline = town.guideline()
    with transaction():
        db.session.get_one(Comment, comment_id).publish("")
    (image,) = look_up(client, code).all(".//main//img")
    assert image.get("alt") == ALT
    moderation.redact_comment(
        actor=cast.moderator.actor, comment_id=comment_id, guideline_code=guideline, passages=[], hide_photo=True
    )
    page = look_up(client, code)
    assert "Its photo was taken out." in page.text
    assert page.link("Private details").endswith("/guidelines/privacy#v1")
    shown = client.get("comments.show", comment_id=comment_id)
    assert "A moderator took the photo out of this comment: Private details" in shown.text
    assert "passages" not in shown.text


def test_a_reply_quotes_what_it_answers_while_that_is_public(client: Client, town: Town) -> None:
    project, nonce = town.project(), secrets.token_bytes(16)
    first = town.published(project, body=f"More lamps {SCRIPT}")
    town.comment(project, reply_to=first, nonce=nonce)
    code = receipts.code_by_nonce(nonce)
    assert look_up(client, code).link("More lamps") == f"/comments/{key_text(first)}"
    with transaction():
        db.session.get_one(Comment, first).hide("")
    page = look_up(client, code)
    assert "That comment is not public any more." in page.text
    assert "More lamps" not in page.text


@pytest.mark.parametrize(
    ("confirmed", "said"), [(False, "We sent a mail to your address."), (True, "News of this comment comes by email.")]
)
def test_it_tells_what_became_of_the_address_but_not_the_address(
    client: Client, town: Town, confirmed: bool, said: str
) -> None:
    nonce = secrets.token_bytes(16)
    comment_id = town.comment(nonce=nonce)
    with transaction():
        contact = CommentContact(comment_id=comment_id, email="ana@example.org", lang="en", token_hash="t")
        contact.confirmed_at = now() if confirmed else None
        db.session.add(contact)
    page = look_up(client, receipts.code_by_nonce(nonce))
    assert said in page.text
    assert "ana@example.org" not in page.html


def kept(client: Client, code: str) -> Page:
    """The page of what is held about a comment."""
    return client.submit(look_up(client, code), "See what we keep about it")


def told(client: Client, code: str) -> bool:
    """Whether the file says that the law holds the comment."""
    form = kept(client, code).form("Download it as a file")
    answer = json.loads(client.send("POST", form.action, data=dict(form.pairs())).data)
    return bool(answer["legal_hold"])


def test_a_legal_hold_is_told_on_the_receipt_and_in_the_export(client: Client, town: Town, cast: Cast) -> None:
    nonce = secrets.token_bytes(16)
    comment_id, code = town.published(nonce=nonce), receipts.code_by_nonce(nonce)
    assert told(client, code) is False
    retention.set_hold(actor=cast.clerk.actor, comment_id=comment_id, reason="file 7")
    assert told(client, code) is True
    assert "The law holds your comment" in kept(client, code).text
    retention.erase_comment(receipt_id=db.session.get_one(Comment, comment_id).receipt_id)
    page = look_up(client, code)
    assert "The law forbids it now, so we hide it." in page.text
    assert "You took your comment back" not in page.text

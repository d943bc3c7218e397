"""The photo of a comment: nothing but the picture, kept while the form is asked again, public with its comment."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from portal.comments import handlers, queries
from portal.comments.models import Comment, CommentPhoto
from portal.core.db import db
from portal.core.files import store
from portal.core.usecase import transaction
from tests.comments.test_views import code_on, how_many
from tests.support import papers
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.engines import sqlite_only
from tests.support.page import Page
from tests.support.pages import Client

pytestmark = sqlite_only


def jpeg() -> bytes:
    """A photo that tells where it was taken and by what."""
    notes = Image.Exif()
    notes[0x010F] = "Camera of Ana"
    made = io.BytesIO()
    Image.new("RGB", (1200, 900), "navy").save(made, "JPEG", exif=notes)
    return made.getvalue()


def send(client: Client, page: Page, content: bytes, expect: int = 200, **fields: Any) -> Page:
    """Send the form of `page` with a photo."""
    return client.submit(page, photo=papers.sent("lamp.jpg", content), expect=expect, **fields)


def test_a_photo_is_drawn_anew_and_public_with_its_comment_alone(client: Client, town: Town, cast: Cast) -> None:
    form = client.get("comments.new", slug=town.project())
    assert code_on(send(client, form, jpeg(), body="This lamp", photo_alt=f"A broken lamp {SCRIPT}"))
    photo = db.session.scalars(select(CommentPhoto)).one()
    content = store.path_of(photo.file_key).read_bytes()
    assert (photo.width, photo.height, b"Camera of Ana" in content) == (800, 600, False)
    assert photo.file_key in queries.photo_keys()
    assert handlers.photos.queries.photo_keys is queries.photo_keys
    address = client.url("comments.photo", comment_id=photo.comment_id)
    desk = client.url("comments.desk_photo", comment_id=photo.comment_id)
    assert client.send("GET", address).status_code == 404
    assert client.send("GET", desk).status_code == 303
    moderator = Client(town.app).sign_in(cast.moderator)
    assert moderator.send("GET", desk).data == content
    with transaction():
        db.session.get_one(Comment, photo.comment_id).publish("")
    shown = client.get("comments.show", comment_id=photo.comment_id)
    (image,) = shown.all(".//main//img")
    assert (image.get("src"), image.get("alt")) == (address, f"A broken lamp {SCRIPT}")
    answer = client.send("GET", address)
    assert (answer.data, answer.headers["Content-Type"]) == (content, "image/jpeg")
    for change in ({"hidden": True}, {}):
        with transaction():
            if change:
                db.session.get_one(CommentPhoto, photo.id).hidden = True
            else:
                db.session.get_one(CommentPhoto, photo.id).hidden = False
                db.session.get_one(Comment, photo.comment_id).hide("")
        assert client.send("GET", address).status_code == 404


def test_a_good_photo_is_not_asked_for_twice(client: Client, town: Town) -> None:
    form = client.get("comments.new", slug=town.project())
    page = send(client, form, jpeg(), body="This lamp", expect=422)
    assert page.errors == ["Describe the photo for people who cannot see it"]
    assert "We have your photo." in page.text
    page = client.submit(page, "Preview", photo_alt="A lamp")
    assert "Your photo. Its description: A lamp" in page.text
    assert code_on(client.submit(page))
    assert queries.photos_of(list(db.session.scalars(select(Comment.id))))
    again = client.submit(page, body="A second comment", expect=422)  # the same form, other words
    refused = client.submit(again, expect=422)
    assert refused.errors == ["This photo came with another comment. Choose it again."]
    assert how_many() == 1


def test_a_kept_photo_can_be_left_out(client: Client, town: Town) -> None:
    page = send(client, client.get("comments.new", slug=town.project()), jpeg(), body="This lamp", expect=422)
    assert code_on(client.submit(page, without_photo=True))
    assert db.session.scalars(select(CommentPhoto)).all() == []


@pytest.mark.parametrize("content", [b"", papers.pdf("x"), b"<svg onload=alert(1)>", jpeg()[:700]])
def test_a_photo_that_is_none_is_refused_and_nothing_else_is_lost(client: Client, town: Town, content: bytes) -> None:
    form = client.get("comments.new", slug=town.project())
    page = send(client, form, content, body="This lamp", photo_alt="A lamp", expect=422)
    assert "lamp.jpg" in page.errors[0]
    assert (page.value("body"), page.value("photo_alt"), how_many()) == ("This lamp", "A lamp", 0)


@pytest.mark.parametrize("token", ["", "forged", "eyJmaWxlX2tleSI6IjAwIn0.aaaa.bbbb"])
def test_a_photo_that_we_did_not_keep_is_asked_for_again(client: Client, town: Town, token: str) -> None:
    page = client.get("comments.new", slug=town.project())
    page = client.submit(page, body="Lamps", photo_alt="A lamp", kept_photo=token, expect=422 if token else 200)
    if token:
        assert "Choose it again" in page.errors[0]
    assert how_many() == (0 if token else 1)

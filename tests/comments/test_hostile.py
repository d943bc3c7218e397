"""A hostile author: whatever somebody writes, the pages that show it have the elements of pages with harmless text."""

from __future__ import annotations

import secrets

import pytest
from sqlalchemy import select

from portal.comments.models import Comment
from portal.comments.names import balanced, looks_like_staff, plain_name
from portal.core.db import db
from portal.core.usecase import transaction
from tests.comments.test_views import how_many, write
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.engines import sqlite_only
from tests.support.page import Page
from tests.support.pages import Client

HOSTILE = {
    "script": f"{SCRIPT} </textarea></blockquote><img src=x onerror=alert(1)> {{{{ 7*7 }}}} &lt;",
    "isolates": "\u2067\u2066abc \u2069\u2069\u2069 \u2068 rest",
    "overrides": "\u202eevil\u202d \u202a\u202bx",
    "zero width": "La\u200bm\u2060ps\ufeff\u00ad",
    "emoji": "💡" * 3000,
    "right to left": "مرحبا بالعالم שלום",
    "one word": "W" * 3000,
}
HARMLESS = "Lamps for the stop"


def elements(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    """The tree of a page: every element with the names of its attributes."""
    return [(str(e.tag), tuple(sorted(set(e.attrib) - {"lang"}))) for e in page.tree.iter()]


def tour(town: Town, cast: Cast, text: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Write `text` wherever a visitor can, and the trees of all pages that show it."""
    client, moderator = Client(town.app), Client(town.app).sign_in(cast.moderator)
    project = town.project(f"p{secrets.token_hex(4)}")
    name = plain_name(text)[:60] or "x"
    fields = {"body": text, "display_name": name, "area": name, "photo_alt": text[:300]}
    form = client.get("comments.new", slug=project)
    pages = {"preview": client.submit(form, "Preview", **fields), "receipt": client.submit(form, **fields)}
    pages["error"] = client.submit(client.get("comments.new", slug=project), expect=422, **(fields | {"body": ""}))
    comment_id = db.session.scalars(select(Comment.id).order_by(Comment.received_at.desc(), Comment.id)).first()
    assert comment_id is not None
    pages["queue"] = moderator.get("moderation.queue", about=f"project:{project}")
    with transaction():
        db.session.get_one(Comment, comment_id).publish("")
    pages["reply form"] = client.get("comments.reply", comment_id=comment_id)
    town.published(project, body=text, display_name=name, reply_to=comment_id)
    for endpoint in ("comments.index", "projects.show"):
        pages[endpoint] = client.get(endpoint, slug=project)
    pages["comments.show"] = client.get("comments.show", comment_id=comment_id)
    with transaction():
        for row in db.session.scalars(select(Comment)):
            db.session.delete(row) if row.reply_to_id else None
        db.session.flush()
        for row in db.session.scalars(select(Comment)):
            db.session.delete(row)
    return {page: elements(tree) for page, tree in pages.items()}


@sqlite_only
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_pages_with_hostile_text_have_the_elements_of_harmless_ones(town: Town, cast: Cast, text: str) -> None:
    assert tour(town, cast, text) == tour(town, cast, HARMLESS)


@sqlite_only
def test_a_word_of_ten_thousand_letters_is_asked_to_be_shorter_and_kept(client: Client, town: Town) -> None:
    page = write(client, town.project(), body="W" * 10_000, expect=422)
    assert (page.errors, page.value("body")) == (["Shorten your comment to 3,000 characters or fewer"], "W" * 10_000)


@sqlite_only
@pytest.mark.parametrize("name", ["Moderator", "Mоdеrаtоr", "m o d-e r a t o r", "C1erk", "Ｓｔａｆｆ", "Moderadora"])
def test_nobody_calls_themselves_like_the_staff(client: Client, town: Town, name: str) -> None:
    page = write(client, town.project(), body="Lamps", display_name=name, expect=422)
    assert page.errors == ["Choose another name: this one looks like a name of the staff"]
    assert (page.value("display_name"), how_many()) == (name, 0)


@pytest.mark.parametrize(
    "name",
    ["Modеrаtоr", "The moderators", "ADM1N", "Town Clerk", "Modérator", "rnoderator", "ⓂⓄⒹⒺⓇⒶⓉⓄⓇ", "Comité", "M.o.d"],
)
def test_a_name_that_looks_like_the_staff_is_known(name: str) -> None:
    assert looks_like_staff(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "Clark",
        "Modesto",
        "José Ángel",
        "Stafford",
        "Иван",
        "مرحبا",
        "Committed citizen",
        "👩‍👩‍👧",
        "",
        "1",
        "Modena",
    ],
)
def test_other_names_are_welcome(name: str) -> None:
    assert not looks_like_staff(name)


def test_a_name_holds_what_can_be_seen() -> None:
    assert plain_name("A\u200bna\u202e \u2067B\u3164") == "Ana B"
    assert plain_name("\u200b\u3164\u2060") == ""
    assert plain_name("👩\u200d👧 نمی\u200cدانم") == "👩\u200d👧 نمی\u200cدانم"


def test_marks_of_direction_end_where_they_began() -> None:
    assert balanced("a\u2067b\u2069c\u2069\u2066d") == "a\u2067b\u2069cd"
    assert balanced("\u2067x\n\u2069y") == "x\ny"

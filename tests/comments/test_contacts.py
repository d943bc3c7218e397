"""News of a comment: nobody is written to before they said yes, and one click ends it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from flask import Flask

from portal.comments.contacts import stored, token_of
from portal.comments.models import CommentContact
from portal.core.db import db
from portal.core.models import Mail
from portal.core.usecase import transaction
from tests.support.builders import SCRIPT, Town
from tests.support.engines import sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only
TO = "ana@example.org"


@pytest.fixture(autouse=True)
def _posting(app: Flask) -> None:
    known = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(known, mail_url="file:mails", mail_from="news@example.org")


def with_contact(town: Town, lang: str = "en") -> int:
    """A comment whose author left an address, as the form keeps it."""
    comment_id = town.comment()
    with transaction():
        token_hash = stored(token_of(comment_id))
        db.session.add(CommentContact(comment_id=comment_id, email=TO, lang=lang, token_hash=token_hash))
    return comment_id


def waiting() -> list[Mail]:
    db.session.rollback()
    return db.session.query(Mail).filter(Mail.address != "").all()


def ask(app: Flask) -> Mail:
    """The mail that asks for a yes, before it leaves."""
    from portal.comments.events import CommentPosted
    from portal.comments.handlers.contacts import ask_to_confirm

    ask_to_confirm([CommentPosted(db.session.query(CommentContact).one().comment_id)])
    ask_to_confirm([CommentPosted(db.session.query(CommentContact).one().comment_id)])
    (mail,) = waiting()
    return mail


def test_the_first_mail_asks_and_says_nothing_that_the_author_wrote(app: Flask, town: Town) -> None:
    comment_id = with_contact(town)
    mail = ask(app)
    link = f"https://riverbend.example/news/{token_of(comment_id)}"
    assert f"/news/{token_of(comment_id)}\n" in mail.text
    assert mail.headers["List-Unsubscribe"].endswith(f"/news/{token_of(comment_id)}/stop>"), link
    assert "Please add lamps" not in mail.text
    assert "Ana" not in mail.text


def test_it_is_in_the_language_of_the_contribution(app: Flask, town: Town) -> None:
    comment_id = with_contact(town, lang="es")
    mail = ask(app)
    assert "/es/news/" in mail.text
    assert mail.subject == "Confirme que quiere noticias de su comentario"
    assert token_of(comment_id) in mail.text


def test_reading_the_page_changes_nothing_and_the_button_confirms(app: Flask, client: Client, town: Town) -> None:
    comment_id = with_contact(town)
    ask(app)
    page = client.get("comments.news", token=token_of(comment_id))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert SCRIPT not in page.html
    assert db.session.get_one(CommentContact, comment_id).confirmed_at is None
    done = client.submit(page, "Confirm my address")
    assert done.h1 == "Your address is confirmed"
    db.session.rollback()
    assert db.session.get_one(CommentContact, comment_id).confirmed_at is not None
    assert "You confirmed it." in client.get("comments.news", token=token_of(comment_id)).text


def test_one_click_of_a_mail_program_deletes_the_address_and_what_waits(app: Flask, client: Client, town: Town) -> None:
    comment_id = with_contact(town)
    ask(app)
    path = client.url("comments.stop_news", token=token_of(comment_id))
    headers = {"Origin": None, "Sec-Fetch-Site": None, "Referer": None}
    for _again in range(2):
        answer = client.send("POST", path, headers=headers, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert waiting() == []
    assert db.session.query(CommentContact).count() == 0
    assert client.get("comments.news", token=token_of(comment_id), expect=404).h1 == "This link opens nothing any more"


def test_another_site_cannot_stop_it(app: Flask, client: Client, town: Town) -> None:
    comment_id = with_contact(town)
    ask(app)
    path = client.url("comments.stop_news", token=token_of(comment_id))
    answer = client.send("POST", path, headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
    assert answer.status_code == 400
    assert db.session.query(CommentContact).count() == 1


def test_the_worker_asks_when_a_comment_comes(app: Flask, town: Town, worker: Callable[[], int]) -> None:
    with_contact(town)
    worker()
    db.session.rollback()
    assert db.session.query(Mail).one().sent_at is not None

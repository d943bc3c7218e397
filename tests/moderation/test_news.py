"""Mails after the fact: news to authors who said yes, and one a day to moderators if something waits."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from flask import Flask

from portal.comments.contacts import stored, token_of
from portal.comments.models import CommentContact
from portal.core.clock import now
from portal.core.db import db
from portal.core.models import Mail
from portal.core.usecase import transaction
from portal.moderation import usecases as moderation
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


@pytest.fixture(autouse=True)
def _posting(app: Flask) -> None:
    known = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(known, mail_url="file:mails", mail_from="news@example.org")


def with_contact(town: Town, confirmed: bool = True, lang: str = "en") -> int:
    comment_id = town.comment()
    with transaction():
        token = stored(token_of(comment_id))
        contact = CommentContact(comment_id=comment_id, email="ana@example.org", lang=lang, token_hash=token)
        contact.confirmed_at = now() if confirmed else None
        db.session.add(contact)
    return comment_id


def waiting() -> list[Mail]:
    db.session.rollback()
    return db.session.query(Mail).filter(Mail.address == "ana@example.org").order_by(Mail.id).all()


def test_news_leave_when_the_ruling_stands_and_say_no_secret(
    app: Flask, town: Town, cast: Cast, clock: Clock, worker: Callable[[], int]
) -> None:
    comment_id = with_contact(town, lang="es")
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    worker()
    (mail,) = waiting()
    assert mail.subject == "Noticias de su comentario"
    assert "/es/receipt\n" in mail.text
    assert f"/es/news/{token_of(comment_id)}" in mail.text
    assert "Please add lamps" not in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    clock.forward(minutes=11)
    worker()
    assert waiting() == []
    assert db.session.query(Mail).filter(Mail.sent_at.is_not(None)).count() == 1


def test_an_undone_ruling_is_no_news(
    app: Flask, town: Town, cast: Cast, clock: Clock, worker: Callable[[], int]
) -> None:
    comment_id = with_contact(town)
    ruling = moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    worker()
    moderation.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling)
    worker()
    assert waiting() == []


def test_nobody_is_written_to_who_did_not_say_yes(
    app: Flask, town: Town, cast: Cast, worker: Callable[[], int]
) -> None:
    comment_id = with_contact(town, confirmed=False)
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    worker()
    assert [mail.key.rpartition(":")[2] for mail in db.session.query(Mail)] == ["confirm"]


def test_moderators_get_one_mail_a_day_and_only_if_something_waits(
    app: Flask, town: Town, cast: Cast, clock: Clock, worker: Callable[[], int]
) -> None:
    assert cast.moderator
    assert cast.clerk

    def digests() -> list[str]:
        db.session.rollback()
        return [mail.key for mail in db.session.query(Mail).filter(Mail.key.startswith("digest:"))]

    worker()
    assert digests() == []
    town.comment()
    clock.set(clock.now.replace(hour=11))  # six in the morning, the next day
    clock.forward(days=1)
    worker()
    assert digests() == []
    clock.forward(hours=2)
    worker()
    worker()
    assert digests() == [f"digest:2026-04-16:{cast.moderator.person_id}"]
    clock.forward(days=1)
    worker()
    assert len(digests()) == 2

"""Mails: written once, sent after the commit, wiped when they are out; and nobody's mailbox is filled by strangers."""

from __future__ import annotations

import dataclasses
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.core import mail, mail_delivery
from portal.core.db import db
from portal.core.models import Mail
from portal.core.usecase import transaction
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

TO = "ana@example.org"


@pytest.fixture
def posting(app: Flask) -> Flask:
    """The site with mail on: it goes into a folder."""
    known = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(known, mail_url="file:mails", mail_from="Riverbend <news@example.org>")
    return app


def write(key: str = "k1", address: str = TO, **others: Any) -> bool:
    with transaction():
        return mail.post(key=key, address=address, **({"subject": "News", "text": "Dear Ana"} | others))


def mails(app: Flask) -> list[EmailMessage]:
    """What left, as the reader's program sees it."""
    files = sorted((Path(app.instance_path) / "mails").glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]  # type: ignore[misc]


def rows() -> list[Mail]:
    db.session.rollback()
    return list(db.session.query(Mail).order_by(Mail.id))


def test_the_same_news_go_out_once_and_nothing_of_them_stays(posting: Flask, worker: Callable[[], int]) -> None:
    headers = mail.unsubscribing("https://example.org/stop")
    assert write(headers=headers)
    assert not write()
    worker()
    assert not write()
    worker()
    (sent,) = mails(posting)
    assert (sent["To"], sent["Subject"], sent.get_content().strip()) == (TO, "News", "Dear Ana")
    assert sent["Auto-Submitted"] == "auto-generated"
    assert (sent["List-Unsubscribe"], sent["List-Unsubscribe-Post"]) == (
        "<https://example.org/stop>",
        "List-Unsubscribe=One-Click",
    )
    (row,) = rows()
    assert (row.address, row.subject, row.text, row.headers) == ("", "", "", {})
    assert row.sent_at is not None


@sqlite_only
def test_a_mail_of_a_transaction_that_failed_was_never_written(posting: Flask) -> None:
    def fail_after_writing() -> None:
        with transaction():
            mail.post(key="k", address=TO, subject="x", text="y")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()
    assert rows() == []


@sqlite_only
@pytest.mark.parametrize(
    "bad",
    [
        {"address": "ana@example.org\nBcc: all@example.org"},
        {"address": "ana@example.org, bob@example.org"},
        {"address": "<ana@example.org>"},
        {"address": "ana"},
        {"subject": "News\r\nBcc: all@example.org"},
        {"subject": "News\u2028Bcc"},
        {"headers": {"List-Unsubscribe": "<x>\nBcc: y@example.org"}},
    ],
)
def test_no_header_carries_more_than_it_says(posting: Flask, bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="header"):
        write(**bad)
    assert rows() == []


@sqlite_only
def test_a_site_without_mail_writes_none(app: Flask) -> None:
    assert not mail.enabled()
    assert not write()
    assert rows() == []


class Refusing:
    """A mail server that answers every mail with an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @contextmanager
    def opened(self, _url: str) -> Iterator[Callable[[EmailMessage], None]]:
        yield self.send

    def send(self, _message: EmailMessage) -> None:
        raise self.error


@sqlite_only
def test_a_server_that_is_away_is_tried_again_later_and_given_up_at_last(
    posting: Flask, clock: Clock, worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    with monkeypatch.context() as patch:
        patch.setattr(mail_delivery, "_opened", Refusing(ConnectionRefusedError()).opened)
        worker()
        assert (rows()[0].attempts, rows()[0].address) == (1, TO)
        worker()
        assert rows()[0].attempts == 1, "it waits before it tries again"
        tries = 1
        while rows()[0].address:
            clock.forward(hours=7)
            worker()
            tries += 1
        assert tries == 16
    clock.forward(hours=7)
    worker()
    assert mails(posting) == []


@sqlite_only
def test_an_address_that_does_not_exist_is_given_up_at_once(
    posting: Flask, worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    error = smtplib.SMTPResponseException(550, b"no such user")
    monkeypatch.setattr(mail_delivery, "_opened", Refusing(error).opened)
    worker()
    assert (rows()[0].address, rows()[0].text, rows()[0].sent_at) == ("", "", None)


@sqlite_only
def test_no_more_leave_in_an_hour_than_the_site_may(posting: Flask, clock: Clock, worker: Callable[[], int]) -> None:
    posting.config["SETTINGS"] = dataclasses.replace(posting.config["SETTINGS"], mails_per_hour=3)
    for number in range(5):
        write(key=f"k{number}")
    for _round in range(3):
        worker()
    assert len(mails(posting)) == 3
    clock.forward(minutes=61)
    worker()
    assert len(mails(posting)) == 5


def test_a_mailbox_is_asked_once_a_day_and_three_times_a_month_however_it_is_spelled(app: Flask, clock: Clock) -> None:
    def ask(address: str) -> str:
        with transaction():
            time = mail.confirmation_time(address)
        return "no" if time is None else "now" if time == clock.now else "later"

    assert [ask("ana@example.org"), ask("A.n.a+x@Example.org")] == ["now", "later"]
    assert ask("ana@example.org") == "no", "the next day is taken"
    clock.forward(days=2)
    assert [ask("ana@example.org"), ask("ana+y@example.org")] == ["now", "no"]
    clock.forward(days=31)
    assert ask("ana@example.org") == "now"
    assert ask("bob@example.org") == "now"


@sqlite_only
def test_a_password_is_not_sent_in_the_open(posting: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(smtplib.SMTP):
        def __init__(self, *_args: Any, **_others: Any) -> None:
            self.logged_in = False

        def ehlo(self, name: str = "") -> tuple[int, bytes]:
            return 250, b""

        def has_extn(self, _name: str) -> bool:
            return False

        def login(self, *_args: Any, **_others: Any) -> Any:
            raise AssertionError("the password was sent")

        def close(self) -> None:
            pass

    monkeypatch.setattr(smtplib, "SMTP", Plain)
    with pytest.raises(smtplib.SMTPException, match="not sent"), mail_delivery._opened("smtp://u:p@mail.example.org"):
        pass

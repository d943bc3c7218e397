"""Every failure has its page, in words, with the reader's text in it."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.routes import public, visitor_form
from tests.support.builders import SCRIPT, Town
from tests.support.clock import Clock
from tests.support.engines import Databases, postgresql_only, site, sqlite_only
from tests.support.pages import Client
from tests.support.postgres import name_of

TEXT = f"I thought about this for an hour. {SCRIPT}"


def kept(page: Any) -> str:
    """The text that a page of failure hands back."""
    (area,) = page.all(".//textarea[@id='kept-text']")
    return str(area.text).strip()


@sqlite_only
@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (NotFound(), 404),
        (Forbidden("x"), 403),
        (Refused("The words of the refusal."), 409),
        (WrongState("The words of the refusal."), 409),
    ],
)
def test_each_refusal_has_its_status_and_its_page(databases: Databases, failure: Exception, status: int) -> None:
    @public()
    def refuse() -> str:
        raise failure

    with site(databases, "sqlite", new=True) as app:
        app.add_url_rule("/refuse", "refuse", refuse)
        client = Client(app)
        page = client.open("/refuse", expect=status)
        assert client.in_language("es").open("/es/refuse", expect=status).lang == "es"
    assert page.title.startswith(page.h1)
    if isinstance(failure, Refused):
        assert failure.message in page.text


@sqlite_only
def test_an_unknown_address_has_a_page(client: Client) -> None:
    page = client.open("/nothing/here", expect=404)
    assert page.link("home page") == "/"
    assert page.headers["Cache-Control"] == "no-store"


@sqlite_only
def test_a_wrong_method_has_a_page(client: Client) -> None:
    client.post("projects.index", expect=405)


@sqlite_only
@pytest.mark.parametrize("size", [1_000_001, 10_000_000])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
def test_a_huge_body_has_a_page(client: Client, town: Town, size: int, kind: str) -> None:
    path = f"/projects/{town.project()}/comment"
    response = client.send("POST", path, data=b"body=" + b"x" * size, headers={"Content-Type": kind})
    assert response.status_code == 413
    assert "too large" in response.text


@sqlite_only
def test_a_form_of_fifty_thousand_fields_has_a_page(client: Client, town: Town) -> None:
    path = f"/projects/{town.project()}/comment"
    body = "&".join(f"f{n}=x" for n in range(50_000))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.send("POST", path, data=body, headers=headers).status_code == 413
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nx\r\n' for n in range(15_000))
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.send("POST", path, data=parts + "--x--\r\n", headers=headers).status_code == 413


@sqlite_only
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nnever ends'),
        ("application/x-www-form-urlencoded", b"%%%&&&===&body=%ff%fe"),
        ("application/json", b'{"body": "x"}'),
        ("application/x-www-form-urlencoded; charset=utf-7", b"body=+ADw-script+AD4-"),
        ("nonsense", b"\x00\x01\x02"),
    ],
)
def test_a_malformed_body_is_asked_for_again(client: Client, town: Town, kind: str, body: bytes) -> None:
    response = client.send("POST", f"/projects/{town.project()}/comment", data=body, headers={"Content-Type": kind})
    assert response.status_code in {400, 422}


@sqlite_only
def test_an_expired_form_keeps_the_text_and_asks_once_more(client: Client, town: Town, clock: Clock) -> None:
    page = client.get("comments.new", slug=town.project())
    clock.forward(hours=25)
    again = client.submit(page, body=TEXT, display_name="Ana", expect=422)
    assert (again.value("body"), again.value("display_name")) == (TEXT, "Ana")
    assert "open for a long time" in again.errors[0]
    assert TEXT in client.submit(again).text


@contextmanager
def impatient(app: Flask) -> Iterator[None]:
    """A SQLite that gives up at once instead of after five seconds."""
    with app.app_context():
        engine = db.engine
        engine.dispose()

    def hurry(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    event.listen(engine, "connect", hurry)
    yield
    event.remove(engine, "connect", hurry)


@sqlite_only
def test_a_busy_database_keeps_the_text_and_answers_readers(app: Flask, client: Client, town: Town) -> None:
    slug = town.project()
    page = client.get("comments.new", slug=slug)
    with impatient(app), closing(sqlite3.connect(Path(app.instance_path) / "portal.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = client.submit(page, body=TEXT, expect=503)
        assert TEXT in kept(busy)
        assert client.get("comments.index", slug=slug).status == 200
        other.rollback()
        assert TEXT in client.submit(page, body=TEXT).text


@postgresql_only
def test_a_database_that_is_away_keeps_the_text(
    app: Flask, client: Client, town: Town, databases: Databases, caplog: pytest.LogCaptureFixture
) -> None:
    slug = town.project()
    page = client.get("comments.new", slug=slug)
    name = name_of(app.config["SQLALCHEMY_DATABASE_URI"])
    db.session.remove()
    db.engine.dispose()
    databases.cluster.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    assert TEXT in kept(client.submit(page, body=TEXT, expect=503))
    client.get("projects.index", expect=503)
    databases.cluster.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert TEXT in client.submit(page, body=TEXT).text
    assert TEXT not in caplog.text


@pytest.fixture
def running(databases: Databases) -> Iterator[Flask]:
    """The portal as it runs, where an error of ours becomes a page and does not stop the test."""
    with site(databases, "sqlite", env="production") as app:

        @visitor_form()
        def fail() -> str:
            raise RuntimeError(f"never shown {TEXT}")

        app.add_url_rule("/fail", "fail", fail, methods=["GET", "POST"])
        yield app


def test_an_error_of_ours_has_a_page_that_keeps_the_text_and_tells_no_more(
    running: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    client = Client(running)
    page = client.post("fail", {"body": TEXT, "password": "secret"}, expect=500)
    assert TEXT in kept(page)
    assert "secret" not in page.html
    assert "never shown" not in page.text
    assert "Traceback" not in page.text


def test_the_log_tells_where_an_error_arose_and_nothing_of_the_person(
    running: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    from portal.core.logs import JSONLines

    lines: list[str] = []
    listener = logging.Handler()
    listener.emit = lambda record: lines.append(JSONLines().format(record))
    log = logging.getLogger("portal")
    level = log.level
    log.addHandler(listener)
    log.setLevel(logging.INFO)
    try:
        headers = {"User-Agent": "Canary-Agent/1.0", "X-Forwarded-For": "198.51.100.7", "Cookie": "canary=cookie"}
        Client(running).send("POST", "/fail?q=canary-query", data={"body": "canary-body"}, headers=headers)
    finally:
        log.removeHandler(listener)
        log.setLevel(level)
    said = "\n".join(lines)
    assert re.search(r'"exception": "RuntimeError"', said)
    assert "fail:" in said
    for word in ("anary", "198.51.100.7", "127.0.0.1", "never shown", "thought about"):
        assert word not in said


def test_too_many_tries_say_when_the_next_may_be_made(client: Client) -> None:
    for _time in range(20):
        client.send("POST", "/staff/sign-in", data={})
    answer = client.send("POST", "/staff/sign-in", data={})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")

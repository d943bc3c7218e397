"""What is noticed about a form that was sent: for moderators alone, and nothing is ever refused for it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.comments.models import Comment, Signal
from portal.comments.signals import has_many_links
from portal.core.db import db
from tests.comments.test_views import code_on, how_many
from tests.support.builders import Town
from tests.support.clock import Clock
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only


def newest() -> Comment:
    """The comment that came last."""
    return db.session.scalars(select(Comment).order_by(Comment.received_at.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("seconds", "fields", "signals"),
    [
        (10, {}, []),
        (1, {}, [Signal.FAST]),
        (10, {"homepage": "https://spam.example"}, [Signal.TRAP]),
        (10, {"body": "https://a.example/1 and http://www.a.example/2"}, [Signal.LINKS]),
        (10, {"body": "https://a.example https://b.example www.c.example"}, [Signal.LINKS]),
        (10, {"body": "https://a.example https://b.example"}, []),
    ],
)
def test_a_form_is_received_whatever_is_noticed(client, town, clock: Clock, seconds, fields, signals) -> None:
    form = client.get("comments.new", slug=town.project())
    clock.forward(seconds=seconds)
    assert code_on(client.submit(form, **({"body": "Lamps"} | fields)))
    assert newest().signals == signals


def test_the_same_words_on_another_project_are_noticed(client: Client, town: Town, clock: Clock) -> None:
    town.comment(body="More lamps, please!")
    form = client.get("comments.new", slug=town.project())
    clock.forward(seconds=10)
    client.submit(form, body="more LAMPS please")
    assert newest().signals == [Signal.SENT_BEFORE]


def test_who_looked_before_sending_is_not_too_fast(client: Client, town: Town, clock: Clock) -> None:
    page = client.submit(client.get("comments.new", slug=town.project()), "Preview", body="Lamps")
    client.submit(page)
    assert newest().signals == []


def test_what_one_network_sends_beyond_the_usual_is_folded_for_that_day(databases: Databases, clock: Clock) -> None:
    with site(databases, "sqlite", comments_fold_after=2) as app:
        client, project = Client(app), Town(app).project()

        def send(address: str, body: str) -> Comment:
            client.address = address
            form = client.get("comments.new", slug=project)
            clock.forward(seconds=10)
            assert code_on(client.submit(form, body=body))
            return newest()

        rows = [send("192.0.2.1", f"Number {number}") for number in range(4)]
        assert [row.signals for row in rows] == [[], [], [Signal.MANY], [Signal.MANY]]
        assert rows[2].fold == rows[3].fold is not None
        assert send("192.0.2.9", "Somebody else").fold is None
        first = rows[3].fold
        clock.forward(days=1)
        tomorrow = [send("192.0.2.1", f"Tomorrow {number}") for number in range(3)]
        assert tomorrow[2].fold not in {None, first}
        assert how_many() == 8


def test_a_form_beyond_the_daily_cap_keeps_the_words_and_not_the_hidden_fields(databases: Databases) -> None:
    with site(databases, "sqlite", comments_per_network=1) as app:
        client, project = Client(app), Town(app).project()
        client.submit(client.get("comments.new", slug=project), body="First")
        page = client.submit(client.get("comments.new", slug=project), "Preview", body="Typed for long")
        (kept,) = client.submit(page, expect=429).words("textarea")
        assert kept == "Typed for long"


@pytest.mark.parametrize("body", ["www. and http:// and https://[::1", "a.example b.example c.example", ""])
def test_what_is_no_link_is_no_signal(body: str) -> None:
    assert not has_many_links(body)

"""The page "I agree": one button, one cookie from the POST alone, and nothing of it on public pages."""

from __future__ import annotations

import dataclasses
import re
from datetime import timedelta

from flask import Flask

from portal.comments import supported
from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from tests.support.builders import Town
from tests.support.clock import Clock
from tests.support.engines import sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only


def count(comment_id: int) -> int:
    """How often it was supported."""
    db.session.rollback()
    return db.session.get_one(Comment, comment_id).supports


def test_a_reader_agrees_with_two_clicks_and_a_browser_counts_once(client: Client, town: Town) -> None:
    comment_id = town.published()
    card = client.get("comments.show", comment_id=comment_id)
    assert "Supported" not in card.text
    form = client.open(card.link("I agree"))
    assert client.submit(form, "I agree").words(".//div[@role='status']") == ["Thank you. We count your support."]
    again = client.open(card.link("I agree"))
    assert "You already supported this comment." in again.text
    assert not again.forms
    client.submit(form, "I agree")  # the page before, sent again
    fresh = Client(client.app).get("comments.support", comment_id=comment_id)
    assert fresh.forms
    client.submit(fresh, "I agree")  # another form, the same browser
    assert count(comment_id) == 1
    assert "Supported 1 time" in client.get("comments.show", comment_id=comment_id).text
    Client(client.app).submit(fresh, "I agree")
    assert "Supported 2 times" in client.in_language("en").get("comments.show", comment_id=comment_id).text


def test_the_cookie_is_the_posts_alone_is_kept_from_scripts_and_names_nobody(app: Flask, town: Town) -> None:
    project = town.project()
    comment_id = town.published(project)
    one, other = Client(app), Client(app)
    cookies = []
    for browser in (one, other):
        form = browser.get("comments.support", comment_id=comment_id).form()
        answer = browser.send("POST", form.action, data=dict(form.filled_in({})))
        assert answer.status_code == 303
        cookies.append(re.sub(r"Expires=[^;]*; ", "", answer.headers["Set-Cookie"]))  # a second may pass between them
    assert cookies[0] == cookies[1]  # the same in every browser: it tells what, never who
    for word in ("__Host-supported=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", f"Max-Age={180 * 86400}"):
        assert word in cookies[0]
    public = [Client(app).get("comments.index", slug=project), one.get("comments.index", slug=project)]
    assert public[0].body == public[1].body
    assert public[0].headers["ETag"] == public[1].headers["ETag"]


def test_a_list_of_sixty_makes_room_and_one_that_is_not_ours_is_empty(app: Flask) -> None:
    marks: tuple[str, ...] = ()
    for comment_id in range(61):
        marks = supported.read(supported.with_one_more(marks, comment_id))
    assert len(marks) == 60
    assert supported.mark(0) not in marks
    assert supported.mark(60) in marks
    assert supported.read(None) == supported.read("<script>!") == supported.read("x" * 8000) == ()


def test_closed_gone_and_never_public_each_have_their_page(client: Client, town: Town, clock: Clock) -> None:
    soon = town.published(town.project(comments_close_at=clock.now + timedelta(hours=1)))
    form = client.get("comments.support", comment_id=soon)
    clock.forward(hours=2)
    assert "supports are not counted any more" in client.submit(form, "I agree", expect=409).text
    closed = client.get("comments.support", comment_id=soon)
    assert not closed.forms
    assert "I agree" not in client.get("comments.show", comment_id=soon).text
    for state, status in ((FeedbackState.HIDDEN, 410), (FeedbackState.WITHDRAWN, 410), (FeedbackState.PENDING, 404)):
        gone = town.comment_in(state)
        client.get("comments.support", expect=status, comment_id=gone)
        client.post("comments.give_support", expect=status, comment_id=gone)


def test_one_network_is_told_of_first_and_stopped_late(app: Flask, town: Town) -> None:
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], support_surge=2, comments_per_network=4)
    comment_id = town.published()
    for number in range(5):
        browser = Client(app)
        form = browser.get("comments.support", comment_id=comment_id)
        browser.submit(form, "I agree", expect=200 if number < 4 else 429)
    assert count(comment_id) == 4
    assert db.session.get_one(Comment, comment_id).signals == ["support_surge"]

"""Replies to published comments, and the honest page of a comment that is public no more."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask
from sqlalchemy import select

from portal.comments import queries, usecases
from portal.comments.models import Comment
from portal.comments.queries import TargetKey
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.permissions import VISITOR
from portal.core.usecase import transaction
from tests.comments.test_views import code_on, how_many
from tests.support.builders import SCRIPT, Town
from tests.support.clock import Clock
from tests.support.engines import sqlite_only
from tests.support.pages import Client
from tests.support.recorder import recorded


def move(comment_id: int, verb: str) -> None:
    """What a moderator or the author does to a comment."""
    with transaction():
        getattr(db.session.get_one(Comment, comment_id), verb)("")


@sqlite_only
def test_a_resident_replies_and_the_reply_stands_below(client: Client, town: Town) -> None:
    project = town.project()
    first = town.published(project, body=f"More lamps {SCRIPT}")
    form = client.open(client.get("comments.index", slug=project).link("Reply"))
    assert (form.path, "More lamps" in form.text) == (f"/comments/{key_text(first)}/reply", True)
    assert code_on(client.submit(form, body="I agree with the lamps"))
    row = db.session.scalars(select(Comment).where(Comment.reply_to_id == first)).one()
    assert client.get("comments.index", slug=project).text.count("I agree with the lamps") == 0
    move(row.id, "publish")
    for page in (client.get("comments.index", slug=project), client.get("comments.show", comment_id=first)):
        assert page.words(".//ol//ol//blockquote" if "/projects/" in page.path else ".//ol//blockquote") == [
            "I agree with the lamps"
        ]
    shown = client.get("comments.show", comment_id=row.id)
    assert shown.link("Read the comment that this answers") == f"/comments/{key_text(first)}"
    client.get("comments.reply", comment_id=row.id, expect=404)  # one level only


@pytest.mark.parametrize("state", ["pending", "reply", "elsewhere"])
def test_only_a_published_comment_on_the_same_target_can_be_answered(town: Town, state: str) -> None:
    project = town.project()
    answered = town.published(project) if state != "pending" else town.comment(project)
    if state == "reply":
        answered = town.published(project, reply_to=answered)
    target = TargetKey(town.project() if state == "elsewhere" else project)
    with pytest.raises(NotFound):
        usecases.post_comment(
            actor=VISITOR, target=target, nonce=secrets.token_bytes(16), body="No", lang="en", reply_to=answered
        )


def test_a_list_keeps_the_place_of_what_was_taken_back_while_it_has_replies(town: Town, clock: Clock) -> None:
    project = town.project()
    places = {}
    for verb in ("withdraw", "erase", "hide", "decline"):
        places[verb] = town.published(project, body=f"Said and {verb}") if verb != "decline" else town.comment(project)
        if verb != "decline":
            town.published(project, body="answer", reply_to=places[verb])
        move(places[verb], verb)
        clock.forward(minutes=1)
    town.comment_in("withdrawn", project)  # nobody answered it
    page = queries.published(TargetKey(project))
    assert [card.id for card in page.items] == [places["hide"], places["erase"], places["withdraw"]]
    assert [(card.body, card.display_name, len(card.replies)) for card in page.items] == [("", "", 1)] * 3
    assert page.total == 3  # the replies


def test_replies_come_with_the_list_in_one_statement_and_a_long_talk_is_cut(
    app: Flask, town: Town, clock: Clock
) -> None:
    project = town.project()
    first = town.published(project)
    for number in range(7):
        town.published(project, reply_to=first, body=f"answer {number}")
        clock.forward(minutes=1)
    with recorded(app) as said:
        (card,) = queries.published(TargetKey(project)).items
        few = len(said)
    assert ([reply.body for reply in card.replies], card.reply_count) == ([f"answer {n}" for n in range(5)], 7)
    for _time in range(3):
        town.published(project, reply_to=town.published(project))
    with recorded(app) as said:
        queries.published(TargetKey(project))
        assert len(said) == few
    assert [reply.body for reply in queries.replies_to(first).items] == [f"answer {n}" for n in range(7)]


@sqlite_only
@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("withdraw", "withdrawn by its author"),
        ("erase", "withdrawn by its author"),
        ("hide", "A moderator hid this comment"),
    ],
)
def test_the_page_of_what_was_public_says_what_became_of_it_and_not_what_it_said(
    client: Client, town: Town, verb: str, words: str
) -> None:
    comment_id = town.published(body="Secret lamps")
    form = client.get("comments.reply", comment_id=comment_id)
    move(comment_id, verb)
    page = client.get("comments.show", comment_id=comment_id, expect=410)
    assert words in page.h1
    assert "Secret" not in page.html
    kept = client.submit(form, body="Typed meanwhile", expect=410)
    assert "Typed meanwhile" in kept.words("textarea")[0]
    assert how_many() == 1


@sqlite_only
def test_what_never_was_public_is_not_told_of(client: Client, town: Town) -> None:
    for state in ("pending", "declined"):
        client.get("comments.show", comment_id=town.comment_in(state), expect=404)
    withdrawn = town.comment()
    move(withdrawn, "withdraw")
    client.get("comments.show", comment_id=withdrawn, expect=404)


@sqlite_only
def test_a_comment_on_an_update_is_listed_there_and_with_its_project(client: Client, town: Town) -> None:
    project = town.project()
    town.update(project)
    number = town.update(project)
    page = client.get("projects.update", slug=project, number=number)
    form = client.open(page.link("Comment on this update"))
    assert form.path == f"/projects/{project}/updates/{number}/comment"
    sent = client.submit(form, body="Far too few")
    assert sent.link("Back to the update") == f"/projects/{project}/updates/{number}"
    row = db.session.scalars(select(Comment)).one()
    assert row.project_id is not None
    assert row.status_update_id is not None
    move(row.id, "publish")
    assert client.get("projects.show", slug=project).link("On update 2") == f"/projects/{project}/updates/2"
    assert "Far too few" in client.get("comments.index", slug=project, update=number).text
    assert "Far too few" in client.get("projects.update", slug=project, number=number).text
    assert "Far too few" not in client.get("projects.update", slug=project, number=1).text
    assert client.get("comments.show", comment_id=row.id).link("Back to the update").endswith("/updates/2")
    client.get("comments.new", slug=project, update=9, expect=404)
    client.get("comments.new", slug=project, update=2**40, expect=404)


def test_a_target_says_which_update_and_which_comment_it_is_about(town: Town) -> None:
    project = town.project()
    number = town.update(project)
    first = town.published(project, update=number, body="First " + "x" * 400)
    town.published(project, update=number, reply_to=first)
    answers = [queries.own_comment(row.receipt_id) for row in db.session.query(Comment).filter_by(reply_to_id=first)]
    (own,) = answers
    assert own is not None
    assert own.target.key == TargetKey(project, update=number)
    assert own.target.reply_to == queries.Answered(first, ("First " + "x" * 400)[:160])
    move(first, "hide")
    own = queries.own_comment(db.session.query(Comment).filter_by(reply_to_id=first).one().receipt_id)
    assert own is not None
    assert own.target.reply_to == queries.Answered(first, "")

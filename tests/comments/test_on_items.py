"""Commenting on an agenda item, as a resident's browser sees it: the same road as on a project, and a stance."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.comments.models import Comment
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import usecases as meetings
from tests.comments.test_views import CODE, code_on, how_many
from tests.meetings.writing import a_draft, an_item, post
from tests.support.builders import SCRIPT, Town, words
from tests.support.clock import Clock
from tests.support.engines import Databases, site, sqlite_only
from tests.support.page import Page
from tests.support.pages import Client
from tests.support.recorder import recorded


def write(client: Client, meeting: str, number: int = 1, expect: int = 200, **fields) -> Page:
    """Fill in the form of an item and send it."""
    return client.submit(client.get("comments.new", slug=meeting, number=number), expect=expect, **fields)


def test_a_resident_comments_on_an_item_with_one_required_field(client: Client, town: Town, clock: Clock) -> None:
    meeting = town.posted(items=2)
    form = client.open(client.get("meetings.item", slug=meeting, number=2).link("Comment on this item"))
    assert form.path == f"/meetings/{meeting}/items/2/comment"
    assert "Comments close: April 22, 2026, 12:00 PM Central Time" in form.text
    assert form.words(".//main//p[1]/span")[:2] == [f"Session of {meeting} {SCRIPT}", "Item 2"]
    assert "Do you support this item? (optional)" in form.text
    page = client.submit(form, body=f"More lamps {SCRIPT}")
    assert (page.h1, page.headers["Cache-Control"]) == ("We have your comment", "no-store")
    assert page.link("Lamps") == f"/meetings/{meeting}/items/2"
    row = db.session.scalars(select(Comment)).one()
    assert (row.project_id, row.stance, row.body) == (None, None, f"More lamps {SCRIPT}")
    assert code_on(page)


@pytest.mark.parametrize(
    ("stance", "said"),
    [
        ("support", "Supports this item"),
        ("oppose", "Opposes this item"),
        ("neutral", "Neither supports nor opposes this item"),
    ],
)
def test_a_stance_is_kept_and_told_on_the_receipt_and_in_public(
    client: Client, town: Town, stance: str, said: str
) -> None:
    meeting = town.posted()
    assert said in write(client, meeting, body="Lamps", stance=stance).text
    comment_id = db.session.scalars(select(Comment.id).where(Comment.stance == stance)).one()
    with transaction():
        db.session.get_one(Comment, comment_id).publish("")
    for page in (
        client.get("comments.show", comment_id=comment_id),
        client.get("comments.index", slug=meeting, number=1),
        client.get("meetings.item", slug=meeting, number=1),
    ):
        assert said in page.text


@sqlite_only
def test_a_project_is_not_asked_for_a_stance_and_keeps_none(client: Client, town: Town) -> None:
    form = client.get("comments.new", slug=town.project())
    assert "stance" not in form.form().names()
    data = dict(form.form().filled_in({"body": "Lamps"})) | {"stance": "support"}
    assert client.send("POST", form.form().action, data=data).status_code == 200
    assert db.session.scalars(select(Comment.stance)).one() is None


@sqlite_only
def test_a_stance_that_was_never_offered_is_refused_and_nothing_is_lost(client: Client, town: Town) -> None:
    meeting = town.posted()
    page = write(client, meeting, body="Lamps", stance="maybe", expect=422)
    assert page.value("body") == "Lamps"
    assert how_many() == 0


def test_the_same_form_again_gives_the_same_receipt_and_another_stance_asks(
    client: Client, town: Town, clock: Clock
) -> None:
    form = client.get("comments.new", slug=town.posted(), number=1)
    first = client.submit(form, body="Lamps", stance="support")
    asked = client.submit(form, body="Lamps", stance="oppose", expect=422)
    assert "already sent" in asked.errors[0]
    assert asked.value("stance") == "oppose"
    client.submit(form, body="Lamps", stance="king", expect=422)
    clock.forward(hours=30)  # reloaded the next day: the form is too old by then, and still known
    assert code_on(client.submit(form, body="Lamps", stance="support")) == code_on(first)
    assert how_many() == 1


@sqlite_only
def test_the_token_of_one_target_does_not_serve_another(client: Client, town: Town) -> None:
    meeting, project = town.posted(items=2), town.project()
    token = client.get("comments.new", slug=meeting, number=1).value("nonce")
    write(client, meeting, 2, body="Lamps", nonce=token, expect=422)
    page = client.get("comments.new", slug=project)
    client.submit(page, body="Lamps", nonce=token, expect=422)
    assert how_many() == 0


def test_after_the_closing_time_the_page_keeps_the_text_and_says_how_to_be_heard(
    client: Client, town: Town, clock: Clock
) -> None:
    meeting = town.posted(comments_close_at=now() + timedelta(days=2))
    form = client.get("comments.new", slug=meeting, number=1)
    clock.forward(days=2)
    for page in (
        client.submit(form, body=f"I was late {SCRIPT}", expect=409),
        client.get("comments.new", slug=meeting, number=1),
    ):
        assert page.h1 == "Comments are closed"
        assert "Comments on this agenda item closed: April 17, 2026, 12:00 PM Central Time" in page.text
        assert "You can speak in person at the meeting" in page.text
        assert page.link("Session of") == f"/meetings/{meeting}"
    clock.forward(days=5)
    assert "The meeting has begun." in client.get("comments.new", slug=meeting, number=1).text
    assert f"I was late {SCRIPT}" in client.submit(form, body=f"I was late {SCRIPT}", expect=409).words("textarea")[0]
    assert how_many() == 0
    shown = client.get("meetings.item", slug=meeting, number=1)
    assert "Comments closed: April 17, 2026" in shown.text
    assert "Comment on this item" not in shown.links()


def test_a_meeting_called_off_while_somebody_writes_keeps_the_text(client: Client, town: Town) -> None:
    meeting = town.posted()
    kept = town.published(item=(meeting, 1), body="Said in time")
    form = client.get("comments.new", slug=meeting, number=1)
    meetings.cancel_meeting(actor=COMMAND_LINE, slug=meeting, reason=Translated({"en": "Ice"}))
    page = client.submit(form, body="Written meanwhile", expect=409)
    assert "This meeting is canceled." in page.text
    assert "speak in person" not in page.text
    assert page.words("textarea") == ["Written meanwhile"]
    assert "Said in time" in client.get("comments.show", comment_id=kept).text
    assert "Comment on this item" not in client.get("meetings.item", slug=meeting, number=1).links()


def test_an_item_taken_off_while_somebody_writes_keeps_the_text_and_its_comments(client: Client, town: Town) -> None:
    town.committee()
    meeting = post(items=(an_item("First"), an_item("Second")))
    kept = town.published(item=(meeting, 1), body="Said in time")
    form = client.get("comments.new", slug=meeting, number=1)
    draft = a_draft(items=(replace(an_item("Second"), number=2),))
    meetings.edit_meeting(actor=COMMAND_LINE, slug=meeting, draft=draft)
    meetings.post_amendment(actor=COMMAND_LINE, slug=meeting, reason=Translated({"en": "Not ready"}))
    page = client.submit(form, body="Written meanwhile", expect=409)
    assert "taken off the agenda" in page.text
    assert page.words("textarea") == ["Written meanwhile"]
    assert "Said in time" in client.get("comments.show", comment_id=kept).text
    for shown in (
        client.get("comments.index", slug=meeting, number=1),
        client.get("meetings.item", slug=meeting, number=1),
    ):
        assert "Said in time" in shown.text
        assert "Comment on this item" not in shown.links()
    assert client.get("comments.new", slug=meeting, number=2).form()


def test_a_draft_and_what_is_not_there_take_nothing(client: Client, town: Town) -> None:
    draft = town.meeting()
    town.item(draft)
    posted = town.posted()
    for slug, number in ((draft, 1), (posted, 2), (posted, 0), ("gone", 1), (posted, 999_999_999)):
        client.get("comments.new", slug=slug, number=number, expect=404)
        client.get("comments.index", slug=slug, number=number, expect=404)
        page = client.post("comments.create", {"body": "Typed for long"}, slug=slug, number=number, expect=404)
        assert "Typed for long" in page.words("textarea")[0]
    meetings.post_meeting(actor=COMMAND_LINE, slug=draft)
    assert code_on(write(client, draft, body="Now it is public"))


def test_the_daily_cap_counts_comments_on_all_targets(databases: Databases, engine: str) -> None:
    with site(databases, engine, comments_per_network=2) as app:
        client, town = Client(app), Town(app)
        meeting = town.posted(items=2)
        client.submit(client.get("comments.new", slug=town.project()), body="One")
        write(client, meeting, 1, body="Two")
        page = write(client, meeting, 2, body="The third", stance="oppose", expect=429)
        assert "The third" in page.words("textarea")[0]


def test_the_item_page_tells_stances_in_words_and_lists_the_newest_first(
    client: Client, town: Town, clock: Clock
) -> None:
    meeting = town.posted(items=2)
    for stance, how_often in (("support", 12), ("oppose", 1), ("neutral", 2), (None, 6)):
        for number in range(how_often):
            town.published(item=(meeting, 1), stance=stance, body=f"{stance} {number:02d}")
            clock.forward(minutes=1)
    town.comment(item=(meeting, 1), stance="oppose", body="canary")
    page = client.get("meetings.item", slug=meeting, number=1)
    assert "12 support, 1 opposes, 2 neither. 6 did not say." in page.text
    assert "%" not in page.text
    assert "21 comments, newest first." in page.text
    assert page.words(".//ol[@class='comments']//blockquote")[0] == "None 05"
    assert "support 00" not in page.text
    older = client.open(page.link("Read older comments"))
    assert older.path.startswith(f"/meetings/{meeting}/items/1/comments?after=")
    assert "support 00" in older.text
    assert "canary" not in page.html + older.html
    quiet = client.get("meetings.item", slug=meeting, number=2)
    assert "No comment is public yet" in quiet.text
    assert "did not say" not in quiet.text


def test_the_meeting_page_says_how_many_and_where_to_comment(client: Client, town: Town, clock: Clock) -> None:
    meeting = town.posted(items=2)
    town.published(item=(meeting, 2)), town.comment(item=(meeting, 1))
    page = client.get("meetings.show", slug=meeting)
    assert "Comments on the items close: April 22, 2026, 12:00 PM Central Time" in page.text
    assert page.link("1 comment") == f"/meetings/{meeting}/items/2#comments"
    assert page.link("Comment on item 1") == f"/meetings/{meeting}/items/1/comment"
    clock.forward(days=8)
    page = client.get("meetings.show", slug=meeting)
    assert "Comments on the items closed: April 22, 2026" in page.text
    assert not [said for said in page.links() if said.startswith("Comment on item")]


def test_a_project_points_to_what_was_said_on_items_about_it_and_does_not_mix_it_in(client: Client, town: Town) -> None:
    project, meeting = town.project(), town.meeting()
    town.item(meeting, project=project, title=words("Vote on lamps"))
    meetings.post_meeting(actor=COMMAND_LINE, slug=meeting)
    town.published(item=(meeting, 1), body="Said at the item")
    page = client.get("projects.show", slug=project)
    assert "1 comment" in " ".join(page.words(".//ul[@class='listing']/li"))
    assert "Said at the item" not in page.text
    assert "No comment is public yet" in page.text


def test_spanish_readers_comment_in_spanish(client: Client, town: Town) -> None:
    page = write(client.in_language("es"), town.posted(), body="Más farolas", stance="support")
    assert page.lang == "es"
    assert db.session.scalars(select(Comment.lang)).one() == "es"


@sqlite_only
@pytest.mark.parametrize(
    "text",
    [SCRIPT, "</textarea></blockquote></main><h1>Hacked</h1>", "{{ 7 * 7 }}", "%(target)s %s", "a" * 3000, "مرحبا 💩"],
)
def test_hostile_words_about_a_hostile_item_make_the_same_elements_as_harmless_ones(
    client: Client, town: Town, text: str
) -> None:
    def elements(body: str) -> list[list[str]]:
        meeting = town.meeting(title=words(body[:60]))
        town.item(meeting, title=words(body[:60]), summary=words(body[:60]))
        meetings.post_meeting(actor=COMMAND_LINE, slug=meeting)
        form = client.get("comments.new", slug=meeting, number=1)
        refused = client.submit(form, body=body, audience="king", display_name=body[:60], area=body[:80], expect=422)
        receipt = client.submit(form, body=body, stance="oppose", display_name=body[:60], area=body[:80])
        comment_id = db.session.scalars(select(Comment.id).order_by(Comment.received_at.desc())).first()
        with transaction():
            db.session.get_one(Comment, comment_id).publish("")
        shown = client.get("comments.show", comment_id=comment_id)
        item = client.get("meetings.item", slug=meeting, number=1)
        pages = (form, refused, receipt, shown, item)
        with transaction():
            db.session.delete(db.session.get_one(Comment, comment_id))
        return [[e.tag for e in page.tree.iter() if e.tag not in {"a", "br", "p"}] for page in pages]

    assert elements(text) == elements("Harmless words")


def test_pages_of_items_stay_within_their_queries(app: Flask, client: Client, town: Town) -> None:
    meeting = town.posted(items=9)
    ids = [town.published(item=(meeting, number % 9 + 1)) for number in range(30)]
    for endpoint, values, budget in (
        ("comments.index", {"slug": meeting, "number": 1}, 5),
        ("comments.show", {"comment_id": ids[0]}, 5),
        ("comments.new", {"slug": meeting, "number": 1}, 4),
    ):
        with recorded(app) as said:
            form = client.get(endpoint, **values)
        said.within(budget)
    with recorded(app) as said:
        page = client.submit(form, body="Lamps")
    said.within(16)
    assert CODE.search(page.text)

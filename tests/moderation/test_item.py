"""The page of one comment at the desk, as a moderator's browser sees it."""

from __future__ import annotations

import pytest

from portal.comments.models import Comment
from portal.core.db import db
from portal.core.permissions import Role
from portal.core.usecase import transaction
from portal.moderation import usecases
from tests.support.builders import SCRIPT
from tests.support.cast import add_player
from tests.support.engines import sqlite_only
from tests.support.recorder import recorded

pytestmark = sqlite_only


@pytest.fixture
def desk(client, cast):
    return client.sign_in(cast.moderator)


def test_read_this_leads_to_everything_on_one_comment(desk, town):
    project = town.project()
    first = town.published(project, body=f"The first word {SCRIPT}")
    reply = town.comment(project, body=f"An answer {SCRIPT}")
    with transaction():
        comment = db.session.get_one(Comment, reply)
        comment.reply_to_id, comment.signals = first, ["trap", "a signal nobody knows"]
    page = desk.submit(desk.get("moderation.queue"), "Read this")
    assert page.path.startswith("/staff/moderation/")
    for words in ("An answer", "A reply. Show what it answers", "The first word", "A hidden field was filled in"):
        assert words in page.text
    assert "a signal nobody knows" not in page.text
    assert "Nobody has ruled on this comment yet." in page.text
    assert page.value("read")  # what was read goes along with the ruling
    quiet = desk.get("moderation.item", comment_id=reply, hints="off")
    assert "A hidden field was filled in" not in quiet.text
    page = desk.submit(quiet, "Publish")
    assert "hints=off" in page.path


def test_colleagues_see_who_reads(client, cast, town):
    comment_id = town.comment()
    usecases.claim_item(actor=add_player("second", Role.MODERATOR).actor, comment_id=comment_id)
    desk = client.sign_in(cast.moderator)
    assert "Second Example is reading this." in desk.get("moderation.queue").text
    page = desk.submit(desk.get("moderation.queue"), "Read this")
    assert "Second Example is reading this." in page.text


def test_notes_assignment_and_a_second_look_by_plain_forms(desk, cast, town):
    comment_id = town.comment()
    page = desk.get("moderation.item", comment_id=comment_id)
    page = desk.submit(page, "Add the note", text="", expect=422)
    assert page.errors == ["Write the note"]
    page = desk.submit(page, "Add the note", text=f"Ask the clerk {SCRIPT}")
    assert f"Ask the clerk {SCRIPT}" in page.text
    page = desk.submit(page, "Assign", person=str(cast.moderator.person_id))
    assert page.value("person") == str(cast.moderator.person_id)
    page = desk.submit(page, "Ask a colleague", question="Is it a threat?")
    assert "You asked for a second pair of eyes. Somebody else rules on this comment." in page.text
    assert all("Publish" not in form.buttons() for form in page.forms)
    card = desk.get("moderation.queue").words("article")[0]
    for words in ("asks for a second pair of eyes. Is it a threat?", "Assigned to Moderator Example", "1 note"):
        assert words in card
    page = desk.submit(page, "Close the question")
    assert any("Publish" in form.buttons() for form in page.forms)


def test_the_page_keeps_every_ruling_undone_ones_too(desk, cast, town):
    comment_id = town.comment()
    ruling_id = usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)
    usecases.decline_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=town.guideline())
    with recorded(desk.app) as statements:
        page = desk.get("moderation.item", comment_id=comment_id)
    statements.within(14)
    told = page.words(".//ol[@class='results']/li")
    assert [("published" in t, "undid" in t, "declined" in t) for t in told] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert "This ruling was undone." in told[0]


def test_floods_and_orders_are_told_on_the_queue(desk, town):
    project = town.project()
    for _number in range(3):
        comment_id = town.comment(project)
        with transaction():
            db.session.get_one(Comment, comment_id).fold = "f" * 32
    page = desk.get("moderation.queue", only="", order="hints")
    assert "Every fifth is drawn at random from the rest" in page.text
    assert len(page.words("article")) == 1
    opened = desk.open(desk.get("moderation.queue").link("2 more from one network that day"))
    assert len(opened.words("article")) == 3
    opened.link("Back to everything that waits")


@pytest.mark.parametrize("name", ["nobody", "clerk", "member", "admin", "partner"])
def test_it_is_for_moderators(client, cast, town, name):
    client.sign_in(getattr(cast, name)).get("moderation.item", comment_id=town.comment(), expect=403)

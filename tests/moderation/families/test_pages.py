"""The pages of a family, at the desk and for everybody."""

from __future__ import annotations

from portal.comments.models import FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.moderation.families.sentences import sentences
from portal.moderation.models import FamilyMember
from tests.moderation.families.letters import LETTER, letter
from tests.support.engines import sqlite_only
from tests.support.recorder import recorded

pytestmark = sqlite_only
PUBLISHED = FeedbackState.PUBLISHED
HOSTILE = (
    "<script>alert(1)</script> too.",
    "\u202eevil\u202c words.",
    "👍👍👍",
    "نعم، من فضلكم.",
    "我也是。",
    "x" * 900,
)


def test_a_list_shows_a_family_once_and_its_page_every_sentence(client, send):
    first = send(state=PUBLISHED)
    others = [send(letter(words), PUBLISHED) for words in HOSTILE] + [send(letter(HOSTILE[0]), PUBLISHED)]
    waiting = send(letter("Nobody may read this yet."))
    page = client.get("comments.index", slug="buses")
    assert len(page.words("article")) == 1
    assert "8 comments, newest first" in page.text
    page = client.open(page.link("Sent 8 times"))
    assert "8 people sent this comment" in page.text
    assert "70 in 100" in page.text
    told = "".join(page.text.split())
    for words in (LETTER, *HOSTILE):
        assert all("".join(one.text.split()) in told for one in sentences(words)), words
    assert "2 comments have this sentence" in page.text
    assert "Nobody may read" not in page.text
    own = client.get("comments.show", comment_id=others[3])
    assert own.link("One of 8 like it") == f"/comments/{key_text(others[3])}/family"
    assert client.open(own.link("One of 8 like it")).words("h1") == page.words("h1")
    assert client.get("comments.show", comment_id=first).link("Sent 8 times")
    client.get("moderation.letters", comment_id=waiting, expect=404)


def test_the_public_page_is_paged_and_loses_nothing(app, client, send, town, worker, clock):
    send(state=PUBLISHED)
    for number in range(23):
        clock.forward(minutes=1)
        town.published("buses", body=letter(f"Reason number {number}."))
    worker()
    page = client.get("comments.index", slug="buses")
    with recorded(app) as statements:
        page = client.open(page.link("Sent 24 times"))
    assert len(statements) < 12
    assert len(page.html) < 60_000
    more = client.open(page.link("Older"))
    for number in range(23):
        assert (f"Reason number {number}." in page.text) != (f"Reason number {number}." in more.text)


def test_the_desk_rules_on_the_shared_text_and_takes_it_back(client, cast, send, town):
    town.guideline("advertising")
    one, _two, mine = send(), send(), send(letter("Mine alone."))
    desk = client.sign_in(cast.moderator)
    family_id = db.session.get_one(FamilyMember, one).family_id
    db.session.rollback()
    page = desk.get("moderation.family", family_id=family_id)
    assert page.words("h1") == ["A text that was sent 3 times"]
    assert page.words("ins") == ["[added] Mine alone. [end]"]
    page = desk.submit(page, "Publish 2 comments")
    assert "Published." in page.text
    page = desk.submit(page, "Undo for all")
    assert "The comments wait again" in page.text
    decline = desk.open(page.link("Do not publish 2 comments"))
    page = desk.submit(decline, "Do not publish", guideline="advertising")
    assert "Not published." in page.text
    assert "No comment waits that says only this." in page.text
    page = desk.submit(page, "Does not belong here")
    assert "0 waiting comments" in page.text
    desk.get("moderation.family", family_id=family_id + 1, expect=404)
    desk.get("comments.show", comment_id=mine, expect=404)

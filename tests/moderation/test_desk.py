"""The queue at the desk as a moderator's browser sees it."""

from __future__ import annotations

import pytest

from portal.core.permissions import Role
from portal.moderation import queries, usecases
from tests.support.cast import add_player
from tests.support.recorder import recorded

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def desk(client, cast):
    return client.sign_in(cast.moderator)


def test_a_card_shows_the_whole_text_and_where_it_was_said(clock, client, cast, town):
    town.comment(body=f"Call 270-555-0143 {SCRIPT}", lang="es", area="Station")
    clock.forward(days=3)
    page = client.sign_in(cast.moderator).get("moderation.queue")
    (card,) = page.words("article")
    for part in ("Pilot of", "April 15, 2026 (3 days ago)", "Spanish", "Resident", "Station", "Ana", SCRIPT):
        assert part in card
    assert "Has a number like a phone number" in card
    assert "1 comment waits" in page.text


def test_an_item_is_named_with_its_meeting_all_along_the_road_of_a_ruling(desk, town):
    meeting = town.posted(items=2)
    town.comment(item=(meeting, 2), body="About the item", stance="oppose")
    town.guideline("advertising")
    queue = desk.get("moderation.queue")
    decline = desk.open(queue.link("Do not publish"))
    desk.submit(decline, "Do not publish", guideline="advertising", whole=True)
    for page in (queue, decline, desk.get("moderation.rulings")):
        assert page.link("Lamps") == f"/meetings/{meeting}/items/2"
        assert f"(item 2, Session of {meeting}" in page.text
        assert "Opposes" not in page.text  # a ruling looks at the words, never at the side


def test_the_queue_is_narrowed_to_a_project_or_a_meeting(desk, town):
    project, meeting = town.project("lamps"), town.posted(items=2)
    town.comment(project, body="About the project")
    town.comment(item=(meeting, 1), body="About one"), town.comment(item=(meeting, 2), body="About two")
    page = desk.get("moderation.queue")
    offered = [(option.get("value"), option.text) for option in page.all(".//select[@id='filter-about']/option")]
    assert [value for value, _words in offered] == ["", f"meeting:{meeting}", "project:lamps"]
    assert offered[0][1] == "Everything (3)"
    page = desk.submit(page, "Show", about=f"meeting:{meeting}")
    assert len(page.words("article")) == 2
    page = desk.submit(page, "Publish")
    assert f"about=meeting:{meeting}" in page.path
    assert len(page.words("article")) == 1
    assert len(desk.get("moderation.queue", about="project:lamps").words("article")) == 1


@pytest.mark.parametrize("about", ["", "lamps", ":", "king:lamps", "project:", "meeting:' OR 1=1 --", "project:gone"])
def test_a_strange_filter_in_the_address_does_no_harm(desk, town, about):
    town.comment(town.project("lamps"))
    page = desk.get("moderation.queue", about=about)
    assert len(page.words("article")) == (0 if about[:8] in {"meeting:", "project:"} and about != "project:" else 1)


def test_publishing_tells_how_many_are_left_and_offers_undo(clock, desk, town):
    project = town.project()
    first = town.comment(project, body="First of all")
    clock.forward(minutes=1)
    town.comment(project, body="Second to that")
    page = desk.submit(desk.get("moderation.queue"), "Publish")
    assert "?ruled=" in page.path
    assert "Published. 1 left." in page.words(".//*[@role='status']")[0]
    assert queries.outcome_of_comment(first).state == "published"
    page = desk.submit(page, "Undo")
    assert "Undone. The comment waits again. 2 left." in page.text
    assert [words.count("First of all") for words in page.words("article")] == [1, 0]


def test_undo_is_not_offered_after_its_time(clock, desk, town):
    town.comment()
    page = desk.submit(desk.get("moderation.queue"), "Publish")
    clock.forward(minutes=11)
    page = desk.open(page.path)
    assert "Published. 0 left." in page.text
    assert all("Undo" not in form.buttons() for form in page.forms)


def test_an_old_undo_button_is_answered_in_words(clock, desk, town):
    town.comment()
    page = desk.submit(desk.get("moderation.queue"), "Publish")
    clock.forward(minutes=11)
    page = desk.submit(page, "Undo", expect=409)
    assert page.h1 == "This cannot be undone"
    assert "The time to undo this ruling is over." in page.text


def test_declining_asks_for_a_guideline_and_keeps_the_note(desk, town):
    town.comment(body="Buy my lamps")
    town.guideline("advertising")
    page = desk.open(desk.get("moderation.queue").link("Do not publish"))
    assert "Buy my lamps" in page.text
    page = desk.submit(page, "Do not publish", note="Leave out the price.", whole=True, expect=422)
    assert page.errors == ["Choose the guideline that the comment does not meet"]
    assert page.value("note") == "Leave out the price."
    page = desk.submit(page, "Do not publish", guideline="advertising", whole=True)
    assert "Not published. 0 left." in page.text
    assert "Nothing is waiting." in page.text


@pytest.mark.parametrize(("field", "value"), [("note", "x" * 1001), ("guideline", "unheard-of")])
def test_a_decline_that_cannot_be_is_asked_again(desk, town, field, value):
    town.comment()
    town.guideline("advertising")
    page = desk.open(desk.get("moderation.queue").link("Do not publish"))
    filled = {"guideline": "advertising", "note": "A word", "whole": True} | {field: value}
    page = desk.submit(page, "Do not publish", expect=422, **filled)
    assert len(page.errors) == 1
    assert page.value("note") == filled["note"]


def test_a_site_without_guidelines_says_how_to_get_them(desk, town):
    town.comment()
    page = desk.open(desk.get("moderation.queue").link("Do not publish"))
    assert "portal guidelines load" in page.text
    assert page.forms == []


def test_the_second_moderator_meets_a_page_that_says_who_was_first(clock, desk, town):
    comment_id, code = town.comment(), town.guideline("advertising")
    queue, form = desk.get("moderation.queue"), desk.get("moderation.decline", comment_id=comment_id)
    other = add_player("second", Role.MODERATOR)
    usecases.publish_comment(actor=other.actor, comment_id=comment_id)
    for page in (
        desk.submit(queue, "Publish", expect=409),
        desk.submit(form, "Do not publish", guideline=code, whole=True, note="For you", expect=409),
        desk.get("moderation.decline", comment_id=comment_id, expect=409),
    ):
        assert page.h1 == "Your ruling was not made"
        assert "Second Example published this comment on April 15, 2026, 12:00" in page.text
        page.link("Back to the queue")
    assert queries.outcome_of_comment(comment_id).state == "published"


def test_a_note_typed_too_late_can_be_copied(desk, town):
    comment_id, code = town.comment(), town.guideline("advertising")
    form = desk.get("moderation.decline", comment_id=comment_id)
    usecases.publish_comment(actor=add_player("second", Role.MODERATOR).actor, comment_id=comment_id)
    page = desk.submit(form, "Do not publish", guideline=code, whole=True, note="Typed for you", expect=409)
    assert page.words("textarea") == ["Typed for you"]


def test_an_unknown_comment_is_not_found(desk, town):
    desk.get("moderation.decline", comment_id=1, expect=404)


def test_filter_and_place_stay_after_a_ruling(clock, desk, town):
    busy, other = town.project(), town.project()
    town.comment(other)
    for _ in range(22):
        clock.forward(minutes=1)
        town.comment(busy)
    page = desk.open(desk.get("moderation.queue", about=f"project:{busy}").link("Next page"))
    assert len(page.words("article")) == 2
    page = desk.submit(page, "Publish")
    assert "Published. 21 left." in page.text
    assert len(page.words("article")) == 1
    page = desk.submit(page, "Publish")
    assert "Nothing waits after this place." in page.text
    assert len(desk.open(page.link("Go to the oldest")).words("article")) == 20


def test_a_project_without_waiting_comments_says_so(desk, town):
    quiet = town.project()
    town.comment()
    assert "Nothing is waiting here." in desk.get("moderation.queue", about=f"project:{quiet}").text


def test_an_empty_queue_says_so(desk):
    assert "Nothing is waiting." in desk.get("moderation.queue").text


@pytest.mark.parametrize("ruled", ["", "0", "999999999999999999999", "x", "٣"])
def test_a_strange_ruling_in_the_address_is_ignored(desk, ruled):
    desk.get("moderation.queue", ruled=ruled)


def test_rulings_are_listed_with_their_undo(desk, cast, town):
    town.guideline("advertising")
    usecases.decline_comment(
        actor=cast.moderator.actor,
        comment_id=town.comment(body="Lamp shop"),
        guideline_code="advertising",
        note="A word",
    )
    other = add_player("second", Role.MODERATOR)
    usecases.publish_comment(actor=other.actor, comment_id=town.comment(body="Bench"))
    page = desk.get("moderation.rulings")
    assert [("Bench" in words, "Lamp shop" in words) for words in page.words("article")] == [
        (True, False),
        (False, True),
    ]
    assert "A word" in page.words("article")[1]
    mine = desk.open(page.link("Show mine"))
    assert len(mine.words("article")) == 1
    assert "The comment waits again." in desk.submit(mine, "Undo").text


@pytest.mark.parametrize("name", ["nobody", "clerk", "member", "admin"])
def test_the_desk_of_moderation_is_for_moderators(client, cast, town, name):
    client.sign_in(getattr(cast, name))
    comment_id = town.comment()
    client.get("moderation.queue", expect=403)
    client.get("moderation.rulings", expect=403)
    client.get("moderation.decline", comment_id=comment_id, expect=403)


def test_a_ruling_without_the_session_token_is_refused(desk, town):
    comment_id = town.comment()
    desk.post("moderation.publish", comment_id=comment_id, expect=401)
    assert queries.outcome_of_comment(comment_id).state == "pending"


def test_a_full_page_costs_a_handful_of_queries(app, desk, town):
    for _ in range(10):
        town.comment()
        town.comment(item=(town.posted(), 1))
    desk.get("moderation.queue")
    with recorded(app) as statements:
        desk.get("moderation.queue")
    statements.within(13)
    with recorded(app) as statements:
        desk.get("moderation.rulings")
    statements.within(7)

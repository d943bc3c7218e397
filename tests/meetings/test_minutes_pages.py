"""Minutes on the pages of everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases
from portal.meetings.minuting.drafts import Conflict, Handling, ItemMinutes, Presence
from portal.meetings.models import ItemKind
from tests.meetings.minuting import a_motion, approver, held, minuted, record, roll, seat, seats
from tests.meetings.writing import an_item, post, write
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded

DRAFT = "Draft minutes. The committee has not approved them yet."


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee(illustrative=True)
    seats()


def test_a_meeting_without_minutes_says_so(client):
    slug = held()
    record(slug, notes=words("Secret"))
    page = client.get("meetings.minutes", slug=slug)
    assert "No minutes of this meeting are posted." in page.text
    assert "Secret" not in page.text
    assert "No minutes are posted yet." in client.get("meetings.show", slug=slug).text
    assert "No minutes are posted yet." in client.get("meetings.item", slug=slug, number=1).text
    client.get("meetings.minutes_version", slug=slug, number=1, expect=404)


def test_before_it_begins_a_meeting_speaks_of_no_minutes(client):
    slug = post(starts_at=now() + timedelta(days=2))
    assert "inutes are posted" not in client.get("meetings.show", slug=slug).text
    assert "What was decided" not in client.get("meetings.item", slug=slug, number=1).text
    client.get("meetings.minutes", slug=slug)


@pytest.mark.parametrize("name", ["clerk", "member"])
def test_minutes_of_a_draft_do_not_exist_for_the_public_not_even_for_its_clerk(client, cast, name):
    slug = write()
    client.sign_in(getattr(cast, name))
    client.get("meetings.minutes", slug=slug, expect=404)
    client.get("meetings.minutes", slug="nowhere", expect=404)


def test_draft_minutes_say_so_first(client):
    page = client.get("meetings.minutes", slug=minuted())
    assert page.h1 == "Minutes of Open evening"
    assert page.words(".//div[@class='notices']/div")[0] == DRAFT
    assert "made up" in page.text
    proof = client.open(page.link("Entry 2 in the public record"))
    assert "Minutes, version 1 of 1" in proof.text
    assert page.link("Open evening") == page.path.removesuffix("/minutes")


def test_minutes_tell_who_was_there_and_what_was_done(client):
    slug = held(
        items=(
            an_item("Lamps"),
            an_item("Signs", kind=ItemKind.DISCUSSION),
            an_item("Recess", kind=ItemKind.RECESS),
            an_item("Closed", kind=ItemKind.CLOSED_SESSION, citation="KRS 61.810(1)(f)"),
        )
    )
    seat("")
    seat("Guest Chair", votes=False)
    later = held(days_ago=1, title=words("The next one"))
    motion = a_motion(**roll(yes=(1, 2, 3), no=(4,), absent=(5,)))
    item = ItemMinutes(1, words("## Long\n\n**talk**"), Handling.DECIDED, motions=(motion,))
    record(
        slug,
        item,
        ItemMinutes(2, handling=Handling.CONTINUED, continued_to=later, conflicts=(Conflict(2, "owns a shop", False),)),
        presence={4: Presence.REMOTE, 5: Presence.EXCUSED},
        called_to_order=now() - timedelta(days=2),
        guests=words("The town engineer"),
    )
    usecases.post_minutes(actor=COMMAND_LINE, slug=slug)
    page = client.get("meetings.minutes", slug=slug)
    for said in (
        "4 of 6 voting seats present. A quorum is 4. There was a quorum.",
        "Called to order April 13, 2026, 12:00 PM Central Time",
        "Dan Member",
        "Present online",
        "Excused",
        "Vacant",
        "without a vote",
        "The town engineer",
        "Continued to another meeting: The next one",
        "Ben declared a conflict. owns a shop",
        "Moved by Ana",
        "Roll call: 3 yes, 1 no, 0 abstained",
        "Nothing is noted.",
    ):
        assert said in page.text
    assert page.words(".//section[@id='item-1']//h3")[0] == f"Item 1: Lamps {SCRIPT}"
    assert page.words(".//article[@id='decision-1']/p") == ["Passed"]
    assert page.link("The next one") == f"/meetings/{later}"
    shown = client.get("meetings.show", slug=slug)
    assert shown.link("Read the minutes") == f"/meetings/{slug}/minutes"
    about = client.get("meetings.item", slug=slug, number=1)
    assert "Yes Ana, Ben, Cleo No Dan Absent Eve" in about.text
    assert about.link("Read the minutes") == f"/meetings/{slug}/minutes#item-1"
    assert "The minutes note no decision on this item" in client.get("meetings.item", slug=slug, number=3).text


def test_every_version_stays_readable_and_the_old_one_says_that_it_is_old(client):
    slug = minuted()
    by = approver(slug)
    usecases.approve_minutes(actor=COMMAND_LINE, slug=slug, by_slug=by, by_item=1)
    old = client.get("meetings.minutes_version", slug=slug, number=1)
    assert "This is version 1 of 2 of these minutes." in old.text
    assert DRAFT in old.text
    new = client.get("meetings.minutes", slug=slug)
    assert DRAFT not in new.text
    assert "Approved on April 14, 2026." in new.text
    assert new.link("Version 1") == f"/meetings/{slug}/minutes/versions/1"
    assert "The committee approved them." in client.get("meetings.show", slug=slug).text
    item = client.get("meetings.item", slug=by, number=1)
    assert "This item approved the minutes of" in item.text
    assert item.link("Open evening, April 13") == f"/meetings/{slug}/minutes"
    client.get("meetings.minutes_version", slug=slug, number=3, expect=404)


def test_a_meeting_called_off_later_keeps_its_minutes(client):
    slug = minuted()
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=words("By mistake"))
    assert "This meeting is canceled." in client.get("meetings.minutes", slug=slug).text


def test_minutes_without_quorum_and_without_a_count_say_so(client):
    slug = minuted(presence=dict.fromkeys((1, 2, 3), Presence.ABSENT))
    page = client.get("meetings.minutes", slug=slug)
    assert "2 of 5 voting seats present. A quorum is 3. There was no quorum." in page.text
    assert "There was no quorum at this meeting." in page.text
    assert "Voice vote. No count is noted." in page.text


def test_spanish_readers_get_spanish_words_and_texts(client):
    slug = minuted()
    page = client.in_language("es").get("meetings.minutes", slug=slug)
    assert page.h1 == "Acta de Tarde abierta"
    assert "Buy ten lamps (en español)" in page.text
    assert "Aprobada" in page.text


def test_a_text_from_right_to_left_and_a_hostile_one_do_not_break_the_page(client):
    arabic = Translated({"en": "قرر المجلس شراء عشرة مصابيح " + SCRIPT})
    motion = replace(a_motion(), text=arabic, conditions=arabic)
    slug = minuted(None, ItemMinutes(1, arabic, motions=(motion,)), notes=arabic)
    page = client.get("meetings.minutes", slug=slug)
    assert "قرر المجلس" in page.text
    assert SCRIPT in page.text
    assert page.all(".//main//script") == []


def test_pages_ask_the_database_little(app, client):
    items = tuple(an_item(str(n)) for n in range(12))
    slug = minuted(held(items=items), *(ItemMinutes(n, motions=(a_motion(), a_motion())) for n in range(1, 13)))
    for endpoint, values, budget in (
        ("meetings.minutes", {}, 3),
        ("meetings.minutes_version", {"number": 1}, 3),
        ("meetings.show", {}, 3),
        ("meetings.item", {"number": 1}, 7),
    ):
        with recorded(app) as statements:
            client.get(endpoint, slug=slug, **values)
        statements.within(budget)

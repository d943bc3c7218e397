"""Meetings as a resident's browser sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.clock import now
from tests.meetings.writing import an_item, post, write
from tests.support.builders import SCRIPT
from tests.support.recorder import recorded


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee(illustrative=True)


def test_without_meetings_the_page_says_so(client):
    assert "No meeting is posted yet" in client.get("meetings.index").text


def test_the_next_meeting_stands_first_and_the_past_by_year(client):
    for days in (-500, -40, 20, 3):
        post(starts_at=now() + timedelta(days=days))
    page = client.get("meetings.index")
    assert page.words(".//main//h2") == ["Next meeting", "Later meetings", "2026", "2024"]
    assert "April 18, 2026" in page.words(".//section[@id='next']")[0]
    assert "example town" in page.text


def test_only_past_meetings_are_not_called_none(client):
    post(starts_at=now() - timedelta(days=3))
    assert "No meeting is planned right now" in client.get("meetings.index").text


def test_a_meeting_says_when_where_and_when_it_was_posted(client, clock, town):
    project = town.project("lamps")
    slug = post(items=(an_item("First", projects=(project,)), an_item("Second", minutes=1)))
    page = client.get("meetings.show", slug=slug)
    assert page.h1 == "Open evening"
    for said in (
        "Upcoming",
        "April 22, 2026, 12:00 PM Central Time",
        f"Town hall {SCRIPT}",
        f"Ramp at the side {SCRIPT}",
        "Posted April 15, 2026, 12:00 PM Central Time",
        "example town",
    ):
        assert said in page.text
    assert page.words(".//li[@id='item-1']/p[@class='ref']/span") == ["Item 1", "Decision", "15 minutes"]
    assert page.words(".//li[@id='item-2']/p[@class='ref']/span") == ["Item 2", "Decision", "1 minute"]
    assert page.link("Entry 1 in the public record") == f"/meetings/{slug}/versions"
    assert page.link("Steering committee") == "/committees/steering"
    assert page.link("Pilot of lamps") == "/projects/lamps"
    assert page.link("Take part online") == "https://example.org/join?a=1&b=2"


def test_a_meeting_that_is_over_says_so(client, clock):
    slug = post()
    clock.forward(days=8)
    assert "Took place on April 22, 2026" in client.get("meetings.show", slug=slug).text


def test_each_item_has_an_address_of_its_own(client):
    slug = post(items=(an_item("First"), an_item("Second"), an_item("Third")))
    page = client.get("meetings.item", slug=slug, number=2)
    assert page.h1 == f"Second {SCRIPT}"
    assert page.link("Item 3").endswith("/items/3")
    assert page.link("Open evening") == f"/meetings/{slug}"
    for number in (0, 4, 10**30):
        client.get("meetings.item", slug=slug, number=number, expect=404)


def test_spanish_readers_get_spanish_words_and_texts(client):
    slug = post()
    page = client.in_language("es").get("meetings.show", slug=slug)
    assert page.h1 == "Tarde abierta"
    assert "22 de abril de 2026" in page.text


@pytest.mark.parametrize("name", ["clerk", "member"])
def test_a_draft_does_not_exist_for_the_public_not_even_for_its_clerk(client, cast, name):
    slug = write()
    client.sign_in(getattr(cast, name))
    client.get("meetings.show", slug=slug, expect=404)
    client.get("meetings.item", slug=slug, number=1, expect=404)
    assert "Open evening" not in client.get("meetings.index").text


def test_pages_ask_the_database_little(app, client, town):
    slug = post(items=tuple(an_item(str(n), projects=(town.project(),)) for n in range(12)))
    for number in range(12):
        post(starts_at=now() - timedelta(days=number + 1))
    for endpoint, values, budget in (
        ("meetings.index", {}, 4),
        ("meetings.show", {"slug": slug}, 3),
        ("meetings.item", {"slug": slug, "number": 1}, 6),
    ):
        with recorded(app) as statements:
            client.get(endpoint, **values)
        statements.within(budget)

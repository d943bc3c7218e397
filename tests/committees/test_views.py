"""A committee's page, and the clerk's form with its rows of seats."""

from __future__ import annotations

import pytest

from portal.committees import queries, usecases
from portal.committees.queries import SeatCard
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded

HOSTILE = Translated({"en": f"{SCRIPT} {'W' * 10_000} مرحبا [x](javascript:alert(1))"})


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


@pytest.fixture
def committee(app):
    """A committee with two seats, one of them vacant; its slug."""
    return usecases.add_committee(
        actor=COMMAND_LINE,
        name=words("Steering committee"),
        purpose=Translated({"en": "# Promise\n\nWe **listen**."}),
        seats=[
            SeatCard(f"Ana {SCRIPT}", Translated({"en": "Chair", "es": "Presidenta"}), "Town"),
            SeatCard("", Translated({"en": "Resident seat"}), ""),
        ],
        slug="steering",
    )


def rows(page):
    return [page.words(f".//tbody/tr[{n}]/*") for n in range(1, len(page.all(".//tbody/tr")) + 1)]


def test_the_page_says_what_it_is_for_and_who_sits_on_it(client, committee):
    page = client.get("committees.show", slug=committee)
    assert page.h1 == f"Steering committee {SCRIPT}"
    assert "We listen." in page.text
    assert rows(page) == [[f"Ana {SCRIPT}", "Chair", "Town"], ["Vacant", "Resident seat", ""]]
    assert page.link("Meetings") == "/meetings"
    assert "Set-Cookie" not in page.headers


def test_a_role_without_a_translation_is_marked_with_its_language(client, committee):
    page = client.in_language("es").get("committees.show", slug=committee)
    assert [span.get("lang") for span in page.all(".//td/span")] == ["en"]


def test_an_invented_committee_says_so(client, town):
    town.committee("real")
    town.committee("invented", illustrative=True)
    assert "example town" in client.get("committees.show", slug="invented").text
    assert "example town" not in client.get("committees.show", slug="real").text


def test_a_committee_without_seats_says_so(client, town):
    assert "No seat is listed yet." in client.get("committees.show", slug=town.committee()).text


def test_hostile_texts_are_shown_as_text(client, town):
    town.committee("odd", name=HOSTILE, purpose=HOSTILE)
    assert SCRIPT in client.get("committees.show", slug="odd").h1


def test_what_does_not_exist_is_not_found(client, cast):
    client.get("committees.show", slug="nothing", expect=404)
    client.sign_in(cast.clerk).get("committees.edit", slug="nothing", expect=404)


def test_the_page_asks_the_database_little(app, client, committee):
    with recorded(app) as asked:
        client.get("committees.show", slug=committee)
    asked.within(2)


def test_a_committee_is_added_with_seats(desk, client):
    page = desk.get("committees.new")
    page = desk.submit(page, "Add another seat", name_en="Water board", purpose_en="Water.")
    assert "Nothing is saved yet." in page.text
    assert queries.committee_lines() == []
    assert (page.value("name_en"), page.value("purpose_en")) == ("Water board", "Water.")
    typed = {"seats-0-name": "Ana", "seats-0-role_en": "Chair", "seats-1-role_en": "Resident seat"}
    page = desk.submit(page, "Publish the committee", **typed)
    shown = client.open(page.link("View the committee"))
    assert rows(shown) == [["Ana", "Chair", ""], ["Vacant", "Resident seat", ""]]


def test_a_row_with_nothing_in_it_is_no_seat(desk):
    desk.submit(desk.get("committees.new"), "Publish the committee", name_en="Water board", purpose_en="Water.")
    assert queries.sheet("water-board").seats == ()


def test_enter_saves_and_does_not_add_a_row(desk, committee):
    form = desk.get("committees.edit", slug=committee).form("Save the changes")
    assert form.buttons()[0] == "Save the changes"


def test_an_edit_shows_the_seats_and_can_remove_one(desk, committee):
    page = desk.get("committees.edit", slug=committee)
    assert (page.value("seats-0-name"), page.value("seats-0-role_es")) == (f"Ana {SCRIPT}", "Presidenta")
    desk.submit(page, "Save the changes", **{"seats-0-remove": True, "seats-1-name": "Ben"})
    assert [seat.name for seat in queries.sheet(committee).seats] == ["Ben"]


def test_adding_a_row_keeps_what_was_typed(desk, committee):
    page = desk.get("committees.edit", slug=committee)
    page = desk.submit(page, "Add another seat", **{"seats-1-name": "Typed", "seats-0-remove": True})
    assert (page.value("seats-1-name"), page.value("seats-0-remove")) == ("Typed", "y")
    assert page.value("seats-2-name") == ""
    assert len(queries.sheet(committee).seats) == 2


def test_errors_lead_to_the_row_and_keep_the_text(desk, committee):
    page = desk.get("committees.edit", slug=committee)
    typed = {"name_en": "", "seats-0-name": "N" * 101, "seats-1-role_en": "", "seats-1-name": "Ben"}
    page = desk.submit(page, "Save the changes", expect=422, **typed)
    assert page.errors == [
        "Write the committee's name",
        "Shorten the name to 100 characters or fewer",
        "Write the role, such as Chair or Resident seat",
    ]
    assert page.link("Write the role") == "#seats-1-role_en"
    assert page.value("seats-1-name") == "Ben"


def test_a_row_that_is_removed_is_not_judged(desk, committee):
    page = desk.get("committees.edit", slug=committee)
    desk.submit(page, "Save the changes", **{"seats-0-name": "N" * 101, "seats-0-remove": True})
    assert len(queries.sheet(committee).seats) == 1


def test_more_rows_than_there_may_be_are_not_read(desk, committee, monkeypatch):
    page = desk.get("committees.edit", slug=committee)
    data = page.form("Save the changes").filled_in({}, "Save the changes")
    data += [(f"seats-{n}-role_en", "Seat") for n in range(2, 300)]
    desk.send("POST", "/staff/committees/steering/edit", data=dict(data))
    assert len(queries.sheet(committee).seats) == 60


@pytest.mark.parametrize("name", ["nobody", "moderator", "member", "admin"])
def test_the_desk_of_committees_is_for_clerks(client, cast, committee, name):
    browser = client.sign_in(getattr(cast, name))
    browser.get("committees.desk", expect=403)
    browser.get("committees.new", expect=403)
    browser.get("committees.edit", slug=committee, expect=403)


def test_the_list_leads_to_every_task(desk, committee):
    page = desk.get("committees.desk")
    assert page.link("Add a committee") == "/staff/committees/new"
    assert page.link("Edit") == "/staff/committees/steering/edit"
    assert page.words(".//td[@class='number']") == ["2"]

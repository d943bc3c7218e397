"""A committee's page, and the clerk's form with its rows of seats."""

from __future__ import annotations

from datetime import date

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


def seats(page):
    """What the page says of each seat, past ones last."""
    return page.words(".//main//ul[@class='listing']/li")


def test_the_page_says_what_it_is_for_and_who_sits_on_it(client, committee):
    page = client.get("committees.show", slug=committee)
    assert page.h1 == f"Steering committee {SCRIPT}"
    assert "We listen." in page.text
    ana = f"Ana {SCRIPT} Chair Town Votes Declared interests Not declared yet."
    assert seats(page) == [ana, "Vacant Resident seat Votes"]
    assert page.link("Meetings") == "/meetings"
    assert "Set-Cookie" not in page.headers


def test_a_role_without_a_translation_is_marked_with_its_language(client, committee):
    page = client.in_language("es").get("committees.show", slug=committee)
    assert [span.get("lang") for span in page.all(".//main//li/p/span[@lang]")] == ["en"]


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
    asked.within(4)


def test_a_committee_is_added_with_seats(desk, client):
    page = desk.get("committees.new")
    page = desk.submit(page, "Add another seat", name_en="Water board", purpose_en="Water.")
    assert "Nothing is saved yet." in page.text
    assert queries.committee_lines() == []
    assert (page.value("name_en"), page.value("purpose_en")) == ("Water board", "Water.")
    typed = {"seats-0-name": "Ana", "seats-0-role_en": "Chair", "seats-1-role_en": "Resident seat"}
    page = desk.submit(page, "Publish the committee", **typed)
    shown = client.open(page.link("View the committee"))
    assert seats(shown) == [
        "Ana Chair Votes Declared interests Not declared yet.",
        "Vacant Resident seat Votes",
    ]


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


def test_terms_votes_and_past_seats_are_told(client, town, clock):
    slug = town.committee()
    kept = [
        SeatCard("Ana", words("Chair"), "", True, date(2026, 1, 1), date(2027, 12, 31)),
        SeatCard("Ben", words("Adviser"), "", False, date(2026, 1, 1)),
        SeatCard("Cas", words("Chair"), "", True, None, date(2025, 12, 31)),
    ]
    usecases.edit_committee(
        actor=COMMAND_LINE,
        slug=slug,
        name=words("X"),
        purpose=words("Y"),
        seats=kept,
        posting_rules="",
        quorum=3,
        contact="",
    )
    page = client.get("committees.show", slug=slug)
    assert [" ".join(page.words(f".//main//ul[@class='listing']/li/p[@class='ref']/span[{n}]")) for n in (1, 2)] == [
        "January 1, 2026 to December 31, 2027 since January 1, 2026 until December 31, 2025",
        "Votes Does not vote Votes",
    ]
    assert "Past seats" in page.words(".//h2")
    assert "when 3 voting members are there" in page.text


def test_the_page_names_the_posting_rules_and_that_they_are_no_advice(client, town):
    slug = town.committee(posting_rules="us-ky")
    page = client.get("committees.show", slug=slug)
    assert page.link("Kentucky Open Meetings Act").startswith("https://apps.legislature.ky.gov/")
    assert "24 hours (KRS 61.823(4)). Notice with the agenda must be posted" in page.text
    assert "No deadline (KRS 61.820)." in page.text
    assert "This is not legal advice." in page.text
    spanish = client.in_language("es").get("committees.show", slug=slug)
    assert "Ley de Reuniones Abiertas de Kentucky" in spanish.text
    assert "24 horas (KRS 61.823(4))." in spanish.text


@pytest.mark.parametrize("code", ["", "us-gone"])
def test_a_committee_without_known_rules_says_nothing_of_them(client, town, code):
    assert "legal advice" not in client.get("committees.show", slug=town.committee(posting_rules=code)).text


def test_borrowed_data_is_credited(client, town):
    slug = town.committee(attribution=words("Data of the county, CC BY"))
    assert "Data of the county, CC BY" in client.get("committees.show", slug=slug).text


def test_rules_quorum_and_terms_are_edited(desk, committee):
    page = desk.get("committees.edit", slug=committee)
    typed = {
        "posting_rules": "us-ma",
        "quorum": "4",
        "seats-0-starts_on": "2026-01-01",
        "seats-0-ends_on": "2026-12-31",
    }
    desk.submit(page, "Save the changes", **typed, **{"seats-1-votes": False})
    sheet = queries.sheet(committee)
    assert (sheet.posting_rules, sheet.quorum, [seat.votes for seat in sheet.seats]) == ("us-ma", 4, [True, False])
    assert (sheet.seats[0].starts_on, sheet.seats[0].ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    page = desk.get("committees.edit", slug=committee)
    told = [page.value(name) for name in ("posting_rules", "quorum", "seats-0-ends_on")]
    assert told == ["us-ma", "4", "2026-12-31"]


def test_saving_unchanged_keeps_the_very_rows(desk, committee):
    before = [seat.id for seat in queries.sheet(committee).seats]
    desk.submit(desk.get("committees.edit", slug=committee), "Save the changes")
    assert [seat.id for seat in queries.sheet(committee).seats] == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"quorum": "many"}, "Enter the quorum as a whole number from 1 to 999"),
        ({"quorum": "0"}, "Enter the quorum as a whole number from 1 to 999"),
        ({"quorum": "٣"}, "Enter the quorum as a whole number from 1 to 999"),
        ({"seats-0-ends_on": "soon"}, "Enter a day like 2026-04-15"),
        ({"seats-0-ends_on": "0026-01-01"}, "Enter a year between 1900 and 2199"),
        (
            {"seats-0-starts_on": "2026-02-01", "seats-0-ends_on": "2026-01-01"},
            "Enter a last day that is not before the first day",
        ),
        ({"seats-0-name": "", "seats-0-role_en": "", "seats-0-role_es": ""}, "Write the role, such as Chair"),
    ],
)
def test_what_cannot_be_is_refused_in_words(desk, committee, typed, words):
    page = desk.get("committees.edit", slug=committee)
    page = desk.submit(page, "Save the changes", expect=422, **(typed | {"seats-0-organisation": ""}))
    assert words in page.errors[0]


def test_a_set_of_rules_that_is_not_in_the_list_is_refused(desk, committee):
    page = desk.get("committees.edit", slug=committee)
    data = dict(page.form("Save the changes").filled_in({}, "Save the changes")) | {"posting_rules": "us-zz"}
    answer = desk.send("POST", "/staff/committees/steering/edit", data=data)
    assert answer.status_code == 422
    assert queries.sheet(committee).posting_rules == ""


def test_rules_that_the_site_no_longer_has_stay_chosen(desk, town):
    town.committee("odd", posting_rules="our-old-rules")
    page = desk.get("committees.edit", slug="odd")
    assert page.value("posting_rules") == "our-old-rules"
    desk.submit(page, "Save the changes")
    assert queries.sheet("odd").posting_rules == "our-old-rules"


def test_past_seats_come_last_on_the_form(desk, committee, clock):
    page = desk.get("committees.edit", slug=committee)
    desk.submit(page, "Save the changes", **{"seats-0-ends_on": "2020-01-01"})
    page = desk.get("committees.edit", slug=committee)
    assert (page.value("seats-0-role_en"), page.value("seats-1-ends_on")) == ("Resident seat", "2020-01-01")


def test_a_preview_of_the_purpose_saves_nothing(desk, committee):
    page = desk.submit(desk.get("committees.edit", slug=committee), "Preview", purpose_en="We **answer**.")
    assert page.words(".//section[@id='preview']//strong") == ["answer"]
    assert "We **listen**." in queries.sheet(committee).purpose["en"]

"""What a seat tells: what it is for, who holds it and how to reach them, their interests, since when it is vacant."""

from __future__ import annotations

from datetime import date

import pytest

from portal.committees import queries, usecases
from portal.committees.queries import SeatCard
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded

LONG_AGO = date(2026, 1, 31)


def seated(*seats, contact=""):
    """A committee with these seats; its slug."""
    return usecases.add_committee(
        actor=COMMAND_LINE, name=words("Board"), purpose=words("It steers."), seats=seats, contact=contact, slug="board"
    )


def seat(name="Ana", **others):
    return SeatCard(name, Translated({"en": "Chair"}), "", **others)


def said(page):
    return page.words(".//main//ul[@class='listing']/li")


def test_a_seat_tells_all_that_is_known_of_it(client, app):
    full = seat(
        responsibilities=words("Leads."), contact="chair@example.org", interests=words("A shop."), interests_on=LONG_AGO
    )
    page = client.get("committees.show", slug=seated(full))
    assert said(page) == [
        f"Ana Chair Votes Responsibilities Leads. {SCRIPT} How to reach chair@example.org "
        f"Declared interests A shop. {SCRIPT} Declared on January 31, 2026."
    ]
    assert page.link("chair@example.org") == "mailto:chair@example.org"
    spanish = client.in_language("es").get("committees.show", slug="board")
    assert f"Leads. (en español) {SCRIPT}" in spanish.text


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, "Declared interests Not declared yet."),
        ({"interests_on": LONG_AGO}, "Declared interests None. Declared on January 31, 2026."),
        ({"ends_on": LONG_AGO}, "Declared interests Not declared."),
        ({"interests": Translated({"en": "A shop."})}, "Declared interests A shop."),
    ],
)
def test_nothing_declared_and_none_to_declare_are_told_apart(client, clock, known, told):
    assert client.get("committees.show", slug=seated(seat(**known))).text.count(told) == 1


def test_a_vacancy_says_since_when_and_how_to_apply(client, app):
    slug = seated(seat("", starts_on=LONG_AGO), contact="555-0142")
    page = client.get("committees.show", slug=slug)
    wanted = "vacant since January 31, 2026Votes To apply for this seat, contact the committee: 555-0142"
    assert said(page) == [f"Vacant Chair {wanted}"]
    assert page.link("555-0142") == "tel:5550142"


def test_a_vacancy_without_a_known_day_or_a_contact_says_no_more(client, app):
    assert said(client.get("committees.show", slug=seated(seat("")))) == ["Vacant Chair Votes"]


def test_a_past_seat_stays_readable_with_all_of_it(client, clock):
    past = seat(
        ends_on=LONG_AGO, responsibilities=words("Led."), contact="At the town hall", interests_on=date(2025, 1, 2)
    )
    page = client.get("committees.show", slug=seated(past))
    assert said(page) == [
        f"Ana Chair until January 31, 2026Votes Responsibilities Led. {SCRIPT} How to reach At the town hall "
        "Declared interests None. Declared on January 2, 2025."
    ]
    assert "No seat is listed yet." in page.text


def test_sixty_seats_fit_a_page_and_cost_no_further_query(app, client):
    long = Translated({"en": "Looks after everything that stands in a street. " * 3})
    seats = [seat(f"Name {n}", responsibilities=long, contact=f"n{n}@example.org") for n in range(60)]
    slug = seated(*seats)
    with recorded(app) as asked:
        page = client.get("committees.show", slug=slug)
    asked.within(4)
    assert len(said(page)) == 60
    assert len(page.body) < 60_000


def test_the_desk_writes_it_and_shows_it_again(client, cast, app):
    desk, slug = client.sign_in(cast.clerk), seated(seat())
    typed = {
        "contact": "board@example.org",
        "seats-0-responsibilities_en": "Leads.",
        "seats-0-contact": "chair@example.org",
        "seats-0-interests_es": "Una tienda.",
        "seats-0-interests_on": "2026-01-31",
    }
    desk.submit(desk.get("committees.edit", slug=slug), "Save the changes", **typed)
    sheet = queries.sheet(slug)
    kept = sheet.seats[0]
    assert (sheet.contact, kept.contact, kept.interests_on) == ("board@example.org", "chair@example.org", LONG_AGO)
    assert (dict(kept.responsibilities), dict(kept.interests)) == ({"en": "Leads."}, {"es": "Una tienda."})
    page = desk.get("committees.edit", slug=slug)
    assert {name: page.value(name) for name in typed} == typed
    desk.submit(page, "Save the changes")
    assert queries.sheet(slug) == sheet


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"seats-0-interests_en": "A shop."}, "Enter the day on which the interests were declared"),
        ({"seats-0-interests_on": "0026-01-01"}, "Enter a year between 1900 and 2199"),
        ({"seats-0-responsibilities_es": "x" * 601}, "Shorten the responsibilities to 600 characters or fewer"),
        ({"seats-0-contact": "x" * 201}, "Shorten the contact to 200 characters or fewer"),
        ({"contact": "x" * 201}, "Shorten the contact to 200 characters or fewer"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept(client, cast, app, typed, told):
    desk, slug = client.sign_in(cast.clerk), seated(seat())
    page = desk.submit(desk.get("committees.edit", slug=slug), "Save the changes", expect=422, **typed)
    assert page.errors == [told]
    assert {name: page.value(name) for name in typed} == typed
    unfolded = page.all(".//fieldset//details")[0].get("open") is not None
    assert unfolded == any(name.startswith("seats-0-") for name in typed)


def test_a_seat_that_ends_today_is_not_past(client, clock):
    seated(seat(ends_on=date(2026, 4, 15)))
    assert len(queries.sheet("board").seats) == 1
    clock.forward(days=1)
    assert len(queries.sheet("board").past_seats) == 1

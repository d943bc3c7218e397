"""Publishing committees: who may, addresses that stay, seats that become exactly what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.committees import queries, usecases
from portal.committees.models import Seat
from portal.committees.queries import SeatCard
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from tests.support.builders import words
from tests.support.cast import NAMES

TEXTS = {"name": words("Steering committee"), "purpose": words("It steers.")}
RULES = {"posting_rules": "us-ky", "quorum": 5, "contact": "board@example.org"}
SEATS = [SeatCard(name, Translated({"en": f"Role of {name}"}), "Town") for name in ("Ana", "Ben", "")]


def add(**others):
    return usecases.add_committee(**({"actor": COMMAND_LINE} | TEXTS | others))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_a_clerk_publishes(cast, town, name):
    slug = town.committee()
    with pytest.raises(Forbidden):
        add(actor=cast.actor(name))
    with pytest.raises(Forbidden):
        usecases.edit_committee(actor=cast.actor(name), slug=slug, seats=[], **TEXTS, **RULES)


def test_a_clerk_publishes_and_the_seats_keep_their_order(cast):
    slug = add(actor=cast.clerk.actor, seats=SEATS)
    assert list(queries.sheet(slug).seats) == SEATS
    assert [(line.slug, line.seats) for line in queries.committee_lines()] == [(slug, 3)]


def test_the_address_is_made_from_the_first_name_and_stays(app):
    slug = add(name=Translated({"en": "Comité 1"}))
    usecases.edit_committee(
        actor=COMMAND_LINE, slug=slug, name=Translated({"en": "Other"}), purpose=TEXTS["purpose"], seats=[], **RULES
    )
    assert slug == "comite-1"
    assert queries.sheet("comite-1").name["en"] == "Other"


def test_another_committee_of_the_same_name_gets_a_number(app):
    slugs = [add(purpose=Translated({"en": str(n)})) for n in range(2)]
    assert slugs[1] == f"{slugs[0]}-2"


def test_the_same_committee_sent_twice_is_one_with_its_seats_once(app):
    assert add(seats=SEATS) == add(seats=SEATS)
    assert [line.seats for line in queries.committee_lines()] == [3]


def edit(slug, seats, **others):
    usecases.edit_committee(**({"actor": COMMAND_LINE, "slug": slug, "seats": seats} | TEXTS | RULES | others))


def test_an_edit_changes_seats_in_place_and_those_of_this_committee_alone(app):
    one, other = add(seats=SEATS), add(purpose=words("Another."), seats=SEATS)
    ana, ben, vacant = queries.sheet(one).seats
    edit(one, [replace(ben, ends_on=date(2030, 1, 1), votes=False), ana, replace(vacant, name="Cas")])
    first, second, third = queries.sheet(one).seats
    assert [seat.id for seat in (first, second, third)] == [ben.id, ana.id, vacant.id]
    assert (first.ends_on, first.votes, second.votes, third.name) == (date(2030, 1, 1), False, True, "Cas")
    assert list(queries.sheet(other).seats) == SEATS
    assert db.session.query(Seat).count() == 6


def test_only_what_is_removed_by_name_goes(app):
    slug = add(seats=SEATS)
    ana, ben, vacant = queries.sheet(slug).seats
    edit(slug, [vacant], removed=[ana.id])
    assert [seat.id for seat in queries.sheet(slug).seats] == [vacant.id, ben.id]


def test_seats_of_another_committee_cannot_be_removed_or_taken(app):
    one, other = add(seats=SEATS), add(purpose=words("Another."), seats=SEATS)
    theirs = queries.sheet(other).seats[0]
    edit(one, [replace(theirs, name="Mine")], removed=[theirs.id])
    assert list(queries.sheet(other).seats) == SEATS
    assert [seat.name for seat in queries.sheet(one).seats] == ["Mine", "Ana", "Ben", ""]


def test_an_edit_sent_twice_adds_its_new_seats_once(app):
    slug = add(seats=SEATS)
    new = [SeatCard("", Translated({"en": "Resident seat"}), "")] * 2
    for _time in range(2):
        edit(slug, [*queries.sheet(slug).seats[:3], *new])
    assert list(queries.sheet(slug).seats) == [*SEATS, *new]


def test_the_rules_and_the_quorum_are_kept(app):
    slug = add(**RULES)
    sheet = queries.sheet(slug)
    assert (sheet.posting_rules, sheet.quorum) == ("us-ky", 5)
    edit(slug, [], posting_rules="", quorum=None)
    sheet = queries.sheet(slug)
    assert (sheet.posting_rules, sheet.quorum) == ("", None)


def test_a_seat_is_past_the_day_after_its_last(app, clock):
    today = date(2026, 4, 15)
    slug = add(seats=[replace(SEATS[0], ends_on=today), replace(SEATS[1], ends_on=today - timedelta(days=1)), SEATS[2]])
    sheet = queries.sheet(slug)
    assert ([seat.name for seat in sheet.seats], [seat.name for seat in sheet.past_seats]) == (["Ana", ""], ["Ben"])
    assert [line.seats for line in queries.committee_lines()] == [2]
    clock.forward(hours=11, minutes=59)
    assert len(queries.sheet(slug).seats) == 2
    clock.forward(minutes=1)
    assert [seat.name for seat in queries.sheet(slug).past_seats] == ["Ana", "Ben"]


def test_what_does_not_exist_cannot_be_changed(app):
    with pytest.raises(NotFound):
        usecases.edit_committee(actor=COMMAND_LINE, slug="nothing", seats=[], **TEXTS, **RULES)

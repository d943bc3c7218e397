"""Publishing committees: who may, addresses that stay, seats that become exactly what was typed."""

from __future__ import annotations

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
SEATS = [SeatCard(name, Translated({"en": f"Role of {name}"}), "Town") for name in ("Ana", "Ben", "")]


def add(**others):
    return usecases.add_committee(**({"actor": COMMAND_LINE} | TEXTS | others))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_a_clerk_publishes(cast, town, name):
    slug = town.committee()
    with pytest.raises(Forbidden):
        add(actor=cast.actor(name))
    with pytest.raises(Forbidden):
        usecases.edit_committee(actor=cast.actor(name), slug=slug, seats=[], **TEXTS)


def test_a_clerk_publishes_and_the_seats_keep_their_order(cast):
    slug = add(actor=cast.clerk.actor, seats=SEATS)
    assert list(queries.sheet(slug).seats) == SEATS
    assert [(line.slug, line.seats) for line in queries.committee_lines()] == [(slug, 3)]


def test_the_address_is_made_from_the_first_name_and_stays(app):
    slug = add(name=Translated({"en": "Comité 1"}))
    usecases.edit_committee(
        actor=COMMAND_LINE, slug=slug, name=Translated({"en": "Other"}), purpose=TEXTS["purpose"], seats=[]
    )
    assert slug == "comite-1"
    assert queries.sheet("comite-1").name["en"] == "Other"


def test_another_committee_of_the_same_name_gets_a_number(app):
    slugs = [add(purpose=Translated({"en": str(n)})) for n in range(2)]
    assert slugs[1] == f"{slugs[0]}-2"


def test_the_same_committee_sent_twice_is_one_with_its_seats_once(app):
    assert add(seats=SEATS) == add(seats=SEATS)
    assert [line.seats for line in queries.committee_lines()] == [3]


def test_an_edit_replaces_the_seats_of_this_committee_alone(app):
    one, other = add(seats=SEATS), add(purpose=words("Another."), seats=SEATS)
    usecases.edit_committee(actor=COMMAND_LINE, slug=one, seats=SEATS[:1], **TEXTS)
    assert list(queries.sheet(one).seats) == SEATS[:1]
    assert list(queries.sheet(other).seats) == SEATS
    assert db.session.query(Seat).count() == 4


def test_what_does_not_exist_cannot_be_changed(app):
    with pytest.raises(NotFound):
        usecases.edit_committee(actor=COMMAND_LINE, slug="nothing", seats=[], **TEXTS)

"""Adding people, granting and taking roles, opening and ending sessions."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts import queries, usecases
from portal.accounts.models import Person, SignIn
from portal.core.db import db
from portal.core.errors import Forbidden, Refused
from portal.core.permissions import COMMAND_LINE, Actor, Role
from tests.support.cast import NAMES, PASSWORD, Cast, add_player
from tests.support.clock import Clock


def add(actor: Actor = COMMAND_LINE, email: str = "new@example.org", **others) -> int:
    """Add somebody new."""
    values = {"name": "New Person", "password": PASSWORD, "roles": frozenset({Role.CLERK})} | others
    return usecases.add_person(actor=actor, email=email, **values)


@pytest.mark.parametrize("name", NAMES)
def test_only_an_admin_adds_people(cast: Cast, name: str) -> None:
    if name == "admin":
        assert queries.roles_of(add(cast.actor(name))) == {Role.CLERK}
        return
    with pytest.raises(Forbidden):
        add(cast.actor(name))
    assert queries.person_by_email("new@example.org") is None


@pytest.mark.parametrize("name", NAMES)
def test_only_an_admin_grants_roles(cast: Cast, name: str) -> None:
    target = cast.clerk.person_id
    new = {"person_id": target, "roles": frozenset({Role.ADMIN}), "active": True}
    if name == "admin":
        usecases.set_roles(actor=cast.actor(name), **new)
        assert queries.roles_of(target) == {Role.ADMIN}
        return
    with pytest.raises(Forbidden):
        usecases.set_roles(actor=cast.actor(name), **new)
    assert queries.roles_of(target) == {Role.CLERK}


def test_an_address_is_known_in_any_case_and_only_once(app: Flask) -> None:
    person_id = add(email="  Ana@Example.ORG ")
    found = queries.person_by_email("ana@example.org")
    assert found is not None
    assert (found.id, found.email) == (person_id, "ana@example.org")
    with pytest.raises(Refused) as refusal:
        add(email="ANA@example.org")
    assert refusal.value.field == "email"


def test_a_short_password_is_refused_at_its_field(app: Flask) -> None:
    with pytest.raises(Refused) as refusal:
        add(password="too short")
    assert refusal.value.field == "password"
    assert queries.people() == []


def test_neither_password_nor_token_is_stored_as_it_is(app: Flask) -> None:
    token = usecases.open_session(person_id=add())
    rows = [db.session.scalars(select(Person)).one(), db.session.scalars(select(SignIn)).one()]
    stored = " ".join(str(value) for row in rows for value in vars(row).values())
    assert PASSWORD not in stored
    assert token not in stored
    assert len(token) >= 43


def test_a_pseudonym_tells_nothing_of_the_name_and_is_unique(cast: Cast) -> None:
    cast.everybody()
    people = queries.people()
    assert len({line.pseudonym for line in people}) == len(people) == 6
    assert all(not set(line.name.split()) & set(line.pseudonym.split()) for line in people)


def test_the_last_admin_cannot_go(cast: Cast) -> None:
    admin = cast.admin
    for roles, active in ((frozenset({Role.CLERK}), True), (frozenset({Role.ADMIN}), False), (frozenset(), False)):
        with pytest.raises(Refused):
            usecases.set_roles(actor=admin.actor, person_id=admin.person_id, roles=roles, active=active)
    assert queries.count_admins() == 1
    second = add_player("second", Role.ADMIN)
    usecases.set_roles(actor=second.actor, person_id=admin.person_id, roles=frozenset(), active=True)
    assert queries.count_admins() == 1


def test_an_inactive_admin_does_not_count(cast: Cast) -> None:
    second = add_player("second", Role.ADMIN)
    usecases.set_roles(actor=cast.admin.actor, person_id=second.person_id, roles=frozenset({Role.ADMIN}), active=False)
    with pytest.raises(Refused):
        usecases.set_roles(actor=cast.admin.actor, person_id=cast.admin.person_id, roles=frozenset(), active=True)


def test_a_change_of_roles_ends_every_session(cast: Cast) -> None:
    tokens = [usecases.open_session(person_id=cast.clerk.person_id) for _browser in range(2)]
    other = usecases.open_session(person_id=cast.member.person_id)
    usecases.set_roles(
        actor=cast.admin.actor, person_id=cast.clerk.person_id, roles=frozenset({Role.CLERK}), active=True
    )
    assert [queries.live_sign_in(token) for token in tokens] == [None, None]
    assert queries.live_sign_in(other) is not None


def test_nobody_acts_once_inactive(cast: Cast) -> None:
    clerk = cast.clerk.person_id
    usecases.set_roles(actor=cast.admin.actor, person_id=clerk, roles=frozenset({Role.CLERK}), active=False)
    assert queries.actor_for(clerk) is None
    assert queries.actor_for(999) is None


def test_a_person_who_is_gone_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(Refused):
        usecases.set_roles(actor=cast.admin.actor, person_id=999, roles=frozenset(), active=True)


def test_a_session_lives_half_an_hour_after_it_was_last_seen(cast: Cast, clock: Clock) -> None:
    token = usecases.open_session(person_id=cast.clerk.person_id)
    clock.forward(minutes=29, seconds=59)
    assert queries.live_sign_in(token) is not None
    usecases.note_seen(token=token)
    clock.forward(minutes=29)
    assert queries.live_sign_in(token) is not None
    clock.forward(minutes=1)
    assert queries.live_sign_in(token) is None
    usecases.note_seen(token=token)
    assert queries.live_sign_in(token) is None


def test_a_session_ends_after_twelve_hours_however_busy(cast: Cast, clock: Clock) -> None:
    token = usecases.open_session(person_id=cast.clerk.person_id)
    for _quarter in range(47):
        clock.forward(minutes=15)
        usecases.note_seen(token=token)
    assert queries.live_sign_in(token) is not None
    clock.forward(minutes=15)
    assert queries.live_sign_in(token) is None


def test_ending_a_session_that_is_not_there_is_quiet(app: Flask) -> None:
    usecases.end_session(token="nobody has this token")
    usecases.end_session(token="")

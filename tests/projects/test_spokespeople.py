"""Who speaks for a partner: confirmed by a clerk, shown by name, ended when the contact leaves."""

from __future__ import annotations

import pytest

from portal.accounts.usecases import set_roles
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import COMMAND_LINE, Role
from portal.projects import queries
from portal.projects.usecases import confirm_spokesperson, end_spokesperson
from tests.projects.partnering import partner, spokesperson
from tests.support.cast import NAMES, add_player
from tests.support.engines import sqlite_only


def partner_id(slug="bright"):
    """The key of a partner's row."""
    return queries.partner_facts(slug).id


def names(slug="bright"):
    """Who speaks for a partner now."""
    db.session.rollback()
    return [line.name for line in queries.spokespeople(partner_id(slug))]


def test_a_clerk_confirms_somebody_with_a_partner_account(cast, clock):
    partner("bright")
    confirm_spokesperson(actor=cast.clerk.actor, partner_slug="bright", person_id=cast.partner.person_id)
    [line] = queries.spokespeople(partner_id())
    assert (line.name, line.since, line.until) == ("Partner Example", clock.now, None)


def test_confirming_twice_is_once(cast):
    partner("bright")
    keys = {
        confirm_spokesperson(actor=cast.clerk.actor, partner_slug="bright", person_id=cast.partner.person_id)
        for _time in range(2)
    }
    assert (len(keys), names()) == (1, ["Partner Example"])


@sqlite_only
@pytest.mark.parametrize("name", sorted(set(NAMES) - {"clerk"}))
def test_only_clerks_confirm_and_end(cast, name):
    partner("bright")
    with pytest.raises(Forbidden):
        confirm_spokesperson(actor=cast.actor(name), partner_slug="bright", person_id=cast.partner.person_id)
    with pytest.raises(Forbidden):
        end_spokesperson(actor=cast.actor(name), partner_slug="bright", spokesperson_id=1)


def test_nobody_without_a_partner_account_is_confirmed(cast):
    partner("bright")
    for who in (cast.clerk.person_id, cast.nobody.person_id, 99_999):
        with pytest.raises(Refused, match="partner account"):
            confirm_spokesperson(actor=cast.clerk.actor, partner_slug="bright", person_id=who)
    with pytest.raises(NotFound):
        confirm_spokesperson(actor=cast.clerk.actor, partner_slug="nobody", person_id=cast.partner.person_id)


def test_one_person_speaks_for_several_and_each_ends_alone(cast):
    one, other = partner("bright"), partner("dark")
    player = spokesperson("ana", one, other)
    assert [each.slug for each in queries.partners_of(player.actor)] == ["bright", "dark"]
    [line] = queries.spokespeople(partner_id())
    end_spokesperson(actor=cast.clerk.actor, partner_slug="bright", spokesperson_id=line.id)
    assert (names("bright"), names("dark")) == ([], ["Ana Example"])
    assert [past.until is not None for past in queries.past_spokespeople(partner_id())] == [True]


def test_an_end_belongs_to_its_partner(cast):
    spokesperson("ana", partner("bright"))
    partner("dark")
    [line] = queries.spokespeople(partner_id())
    with pytest.raises(NotFound):
        end_spokesperson(actor=cast.clerk.actor, partner_slug="dark", spokesperson_id=line.id)
    assert names() == ["Ana Example"]


@pytest.mark.parametrize(("roles", "active"), [({Role.PARTNER}, False), (set(), True), ({Role.CLERK}, True)])
def test_whoever_leaves_speaks_for_nobody_at_once_and_coming_back_does_not_bring_it_back(cast, worker, roles, active):
    player = spokesperson("ana", partner("bright"))
    set_roles(actor=COMMAND_LINE, person_id=player.person_id, roles=frozenset(roles), active=active)
    assert names() == []
    worker()
    set_roles(actor=COMMAND_LINE, person_id=player.person_id, roles=frozenset({Role.PARTNER}), active=True)
    worker()
    assert names() == []
    confirm_spokesperson(actor=cast.clerk.actor, partner_slug="bright", person_id=player.person_id)
    assert names() == ["Ana Example"]


def test_another_role_ends_nothing(worker):
    player = spokesperson("ana", partner("bright"))
    set_roles(actor=COMMAND_LINE, person_id=player.person_id, roles=frozenset({Role.PARTNER, Role.MEMBER}), active=True)
    worker()
    assert names() == ["Ana Example"]


def test_whoever_came_back_before_the_worker_looked_is_confirmed_anew(cast):
    player = spokesperson("ana", partner("bright"))
    set_roles(actor=COMMAND_LINE, person_id=player.person_id, roles=frozenset(), active=True)
    [past] = queries.past_spokespeople(partner_id())
    assert past.until is None
    set_roles(actor=COMMAND_LINE, person_id=player.person_id, roles=frozenset({Role.PARTNER}), active=True)
    assert confirm_spokesperson(actor=cast.clerk.actor, partner_slug="bright", person_id=player.person_id) == past.id


def test_the_page_confirms_and_ends(client, cast):
    partner("bright")
    add_player("ana", Role.PARTNER)
    desk = client.sign_in(cast.clerk)
    page = desk.get("projects.spokespeople", slug="bright")
    assert "Nobody yet." in page.text
    page = desk.submit(page, "Confirm", expect=422)
    assert page.errors == ["Choose somebody who has a partner account"]
    [ana] = [key for key, said in queries.could_speak(partner_id()) if said.startswith("Ana")]
    page = desk.submit(page, "Confirm", person=ana)
    assert "Confirmed." in page.text
    page = desk.submit(page, "End it")
    assert "Ended." in page.text
    assert "Who spoke before" in page.text


def test_without_accounts_the_page_says_who_adds_them(client, cast):
    partner("bright")
    page = client.sign_in(cast.clerk).get("projects.spokespeople", slug="bright")
    assert "An admin adds them under People." in page.text
    client.get("projects.spokespeople", slug="nobody", expect=404)


@sqlite_only
@pytest.mark.parametrize("person", ["x", "99999", "' OR 1=1 --"])
def test_a_person_that_was_not_offered_is_refused(client, cast, person):
    partner("bright")
    assert cast.partner
    desk = client.sign_in(cast.clerk)
    page = desk.submit(desk.get("projects.spokespeople", slug="bright"), "Confirm", person=person, expect=422)
    assert page.errors == ["Choose one from the list"]

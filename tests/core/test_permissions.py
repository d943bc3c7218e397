"""The registry of rules."""

from __future__ import annotations

import pytest

from portal.core import permissions
from portal.core.errors import Forbidden
from portal.core.permissions import VISITOR, Actor, Permission, Role, authorize, can, rule


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house without any rule."""
    monkeypatch.setattr(permissions, "_rules", {})


def test_what_has_no_rule_is_denied_to_everybody(no_rules: None) -> None:
    everybody = Actor(1, roles=frozenset(Role))
    assert not any(can(everybody, permission) for permission in Permission)


def test_a_second_rule_for_one_permission_is_refused(no_rules: None) -> None:
    rule(Permission.DESK_ENTER)(lambda actor, thing: True)
    with pytest.raises(RuntimeError, match="two rules"):
        rule(Permission.DESK_ENTER)(lambda actor, thing: False)


def test_authorize_raises_where_can_says_no(no_rules: None) -> None:
    rule(Permission.DESK_ENTER)(lambda actor, thing: thing == "open")
    authorize(VISITOR, Permission.DESK_ENTER, "open")
    with pytest.raises(Forbidden):
        authorize(VISITOR, Permission.DESK_ENTER, "shut")


def test_an_actor_is_signed_in_or_not() -> None:
    assert (VISITOR.is_authenticated, VISITOR.is_anonymous) == (False, True)
    ana = Actor(7, "Ana", "Staff 1", frozenset({Role.CLERK}))
    assert (ana.is_authenticated, ana.get_id(), ana.has(Role.CLERK, Role.ADMIN), ana.has(Role.ADMIN)) == (
        True,
        "7",
        True,
        False,
    )

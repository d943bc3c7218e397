"""Every permission has one rule and one use; deny is the default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flask import Flask

from portal.core.permissions import VISITOR, Permission, Role, can, rules
from tests.house.sources import nothing_wrong, portal_modules
from tests.support.engines import sqlite_only

# Readers ask these through their twin `visible_to`; tests of the feature hold the two together.
ASKED_IN_SQL = {"FEEDBACK_READ"}


def without_rule(permissions: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Permissions that nobody could ever hold."""
    yield from (f"{name} has no rule: write one in its feature's access.py" for name in set(permissions) - set(known))


def unused(names: Iterable[str], sources: Iterable[str]) -> Iterator[str]:
    """Permissions that no route and no use case asks for."""
    everything = "\n".join(sources)
    for name in names:
        asked = re.search(rf"(?:requires|authorize|can)\([^()]*Permission\.{name}\b", everything)
        if not asked and f", Permission.{name})" not in everything:
            yield f"{name} is asked by nobody"


@sqlite_only
def test_every_permission_has_a_rule(app: Flask) -> None:
    nothing_wrong(without_rule(Permission, rules()))


def test_every_permission_is_asked_for() -> None:
    names = {p.name for p in Permission} - ASKED_IN_SQL
    nothing_wrong(unused(names, [module.text for module in portal_modules()]))


def test_permissions_are_named_resource_and_action_in_order() -> None:
    assert [p.value for p in Permission] == sorted(p.value for p in Permission)
    assert all(re.fullmatch(r"[a-z]+:[a-z]+", p.value) for p in Permission)
    assert all(p.name == p.value.upper().replace(":", "_") for p in Permission)


@sqlite_only
def test_a_visitor_and_an_account_without_roles_may_do_nothing_at_the_desk(app: Flask) -> None:
    assert {p for p in Permission if can(VISITOR, p)} == set()
    assert {role.value for role in Role} == {"admin", "clerk", "member", "moderator", "partner"}


def test_a_permission_without_rule_or_use_is_caught() -> None:
    assert list(without_rule(["tea:make"], ["tea:drink"])) == [
        "tea:make has no rule: write one in its feature's access.py"
    ]
    assert list(unused(["TEA_MAKE"], ["authorize(actor, Permission.TEA_DRINK)"]))
    assert list(unused(["TEA_MAKE"], ["authorize(actor, Permission.TEA_MAKE)"])) == []

"""Typed parts of addresses; hostile values are simply not found, on every route there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Rule

from portal.core.addresses import LONGEST_SLUG, SlugConverter, key_text, slugify
from portal.core.clock import now
from portal.core.permissions import Role
from portal.core.routes import mark_of
from portal.meetings.models import MeetingState
from tests.support.builders import Town
from tests.support.cast import add_player
from tests.support.engines import on_both
from tests.support.pages import Client

HOSTILE = {
    "slug": ["no-such", "-", "a--b", "Lamps", "%00", "..%2f..", "a" * 5000, "%F0%9F%92%A1", "'%20OR%201=1--"],
    "key": ["0000000000", "zzzzzzzzzz", "uuuuuuuuuu", "7qk4m2xa90x", "-", "%00"],
    "int": ["0", "-1", "1.5", "999999999", "9" * 19, "9" * 40, "%D9%A1", "0x1"],
}


ODD_VALUES = [
    "",
    "x",
    "-1",
    "9" * 9,
    "9" * 20,
    "9" * 400,
    "١",
    "\x00",
    "'\";--",
    "a" * 5000,
    "💡",
    "2026-02-30",
    "9999-12-31",
]
# What only a database can mind, and PostgreSQL minds other things than SQLite; the rest is asked on SQLite alone.
MINDED_BY_DATABASES = ["-1", "9" * 9, "9" * 20, "\x00", "a" * 5000]
RIGHT = {"slug": "x", "key": "0123456789", "int": "1"}


@given(st.text(max_size=300))
def test_any_title_makes_a_slug_that_an_address_can_hold(title: str) -> None:
    assert re.fullmatch(SlugConverter.regex, slugify(title))
    assert len(slugify(title)) <= LONGEST_SLUG


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Façade Lamps: Phase 2!", "facade-lamps-phase-2"), ("", "item"), ("日本", "item"), ("-- a --", "a")],
)
def test_a_slug_reads_like_its_title(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_key_is_read_in_any_case(client: Client, town: Town) -> None:
    comment_id = town.published(body="Lamps please")
    for text in (key_text(comment_id), key_text(comment_id).upper()):
        assert "Lamps please" in client.open(f"/comments/{text}").text


def hostile_paths(rule: Rule) -> Iterator[tuple[str, str]]:
    """Hostile values, and the addresses of a route with one part after the other made so, the rest being right."""
    parts = re.findall(r"<(\w+):(\w+)>", rule.rule)
    for kind, wrong in parts:
        for value in HOSTILE[kind]:
            path = rule.rule
            for other, name in parts:
                path = path.replace(f"<{other}:{name}>", value if name == wrong else RIGHT[other])
            yield value, path


@pytest.fixture
def insider(client: Client, town: Town) -> Client:
    """Somebody with every role, in a town where everything that can be called x or 1 is called so."""
    town.update(town.project("x"))
    town.item(town.meeting("x", state=MeetingState.POSTED, posted_at=now()), project="x")
    town.committee("x")
    town.published("x")
    return client.sign_in(add_player("everything", *Role))


@on_both
def test_every_parameter_of_every_page_may_hold_anything(engine: str, app: Flask, insider: Client) -> None:
    asked = 0
    values = ODD_VALUES if engine == "sqlite" else MINDED_BY_DATABASES
    for rule in app.url_map.iter_rules():
        mark = mark_of(rule.endpoint)
        if mark is None or not mark.query or "GET" not in (rule.methods or set()):
            continue
        path = re.sub(r"<(\w+):\w+>", lambda part: RIGHT[part[1]], rule.rule)
        for value in values:
            asked += 1
            status = insider.send("GET", path, query_string=dict.fromkeys(mark.query, value)).status_code
            assert status < 500, f"{path} with {sorted(mark.query)} all {value!r} answered {status}"
    assert asked > 50


@on_both
def test_every_route_finds_nothing_at_hostile_addresses(app: Flask, insider: Client) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "<" in rule.rule and rule.endpoint != "static"]
    paths = [found for rule in rules if "GET" in (rule.methods or set()) for found in hostile_paths(rule)]
    assert len(paths) > 100
    opened, refused = set(), set()
    for value, path in paths:
        if leads_to_a_view(app, path):
            opened.add(path)
        elif value not in refused:  # no view is asked: one of these pages is like the other
            refused.add(value)
            opened.add(path)
    assert len(opened) > 100
    found = {path: insider.send("GET", path).status_code for path in sorted(opened)}
    assert {path: status for path, status in found.items() if status not in {404, 308}} == {}


def leads_to_a_view(app: Flask, path: str) -> bool:
    """Whether an address leads to a view (or to a redirect), rather than to nothing."""
    try:
        app.url_map.bind("feedback.example.org").match(unquote(path))
    except NotFound:
        return False
    except HTTPException:
        return True
    return True

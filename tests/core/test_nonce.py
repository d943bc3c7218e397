"""The visitors' token: ours, for one form, for a day; and nothing is stored for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from portal.core import nonce
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

pytestmark = sqlite_only
FLIPPED = str.maketrans("ABCabc012_-", "BCAbca120-_")


def test_a_token_is_read_back_for_its_own_form_only(app: Flask, clock: Clock) -> None:
    token = nonce.issue("comment:lamps")
    read = nonce.read("comment:lamps", token)
    assert read is not None
    assert len(read.random) == 16
    assert (read.issued_at, read.expired) == (clock.now, False)
    assert nonce.read("comment:other", token) is None
    assert nonce.read("", token) is None


def test_two_showings_have_two_tokens(app: Flask) -> None:
    assert nonce.issue("comment:lamps") != nonce.issue("comment:lamps")


def test_a_token_grows_old_after_a_day(app: Flask, clock: Clock) -> None:
    token = nonce.issue("x")
    clock.forward(hours=24)
    read = nonce.read("x", token)
    assert read is not None
    assert not read.expired
    clock.forward(seconds=1)
    assert read.expired


def test_a_clock_that_is_set_back_kills_no_token(app: Flask, clock: Clock) -> None:
    token = nonce.issue("x")
    clock.forward(days=-1)
    read = nonce.read("x", token)
    assert read is not None
    assert not read.expired


def test_a_token_of_another_site_is_not_ours(app: Flask) -> None:
    token = nonce.issue("x")
    app.config["SECRET_KEY"] = "another-secret-that-is-long-enough-to-be-one"
    assert nonce.read("x", token) is None


@pytest.mark.parametrize("place", range(0, 53, 4))
def test_a_changed_token_is_not_ours(app: Flask, place: int) -> None:
    token = nonce.issue("x")
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    assert nonce.read("x", changed) is None


@pytest.mark.parametrize("token", ["", "x", "é", "\x00", "A" * 54, "=" * 8, "A" * 100_000, "../../etc", "👍"])
def test_what_is_no_token_at_all_is_not_ours(app: Flask, token: str) -> None:
    assert nonce.read("x", token) is None


def test_a_day_is_the_whole_life(app: Flask) -> None:
    assert timedelta(hours=24) == nonce.LIFETIME

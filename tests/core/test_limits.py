"""How often: counted in the database, by networks whose names mean nothing tomorrow."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import limits
from portal.core.db import db
from portal.core.models import LimitCount
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

HOUR = timedelta(hours=1)


def count(name: str = "tea", key: str = "ana", length: timedelta = HOUR) -> int:
    """One hit."""
    return limits.count_hit(name=name, key=key, length=length)


def test_hits_are_counted_by_name_and_key_within_a_window(app: Flask, clock: Clock) -> None:
    assert [count(), count(), count()] == [1, 2, 3]
    assert count(key="ben") == 1
    assert count(name="coffee") == 1
    db.session.rollback()
    assert (limits.hits("tea", "ana", HOUR), limits.hits("tea", "nobody", HOUR)) == (3, 0)
    clock.forward(minutes=60)
    db.session.rollback()
    assert limits.hits("tea", "ana", HOUR) == 0
    assert count() == 1


def test_looking_does_not_count(app: Flask, clock: Clock) -> None:
    count()
    for _time in range(3):
        db.session.rollback()
        assert limits.hits("tea", "ana", HOUR) == 1


def test_old_counters_are_forgotten_after_two_days(app: Flask, clock: Clock) -> None:
    count()
    clock.forward(days=2, hours=1, minutes=1)
    count(key="ben")
    db.session.rollback()
    assert db.session.scalars(select(LimitCount.key)).all() == ["ben"]


def test_hits_of_many_at_once_are_all_counted(app: Flask, clock: Clock) -> None:
    counted: list[int] = []

    def hit() -> None:
        with app.app_context():
            counted.extend(count() for _time in range(5))

    threads = [threading.Thread(target=hit) for _thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(counted) == list(range(1, 31))


@sqlite_only
@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        (None, "0.0.0.0"),
    ],
)
def test_a_network_is_one_ipv4_address_or_64_bits_of_ipv6(app: Flask, address: str | None, network: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address} if address else {"REMOTE_ADDR": ""}):
        assert limits.network() == network


@sqlite_only
def test_the_name_of_a_network_hides_its_address_and_changes_each_day(app: Flask, clock: Clock) -> None:
    names = []
    for _day in range(2):
        with app.test_request_context(environ_base={"REMOTE_ADDR": "198.51.100.7"}):
            names.append(limits.network_key())
            assert limits.network_key() == names[-1]
        clock.forward(days=1)
    assert names[0] != names[1]
    assert all("198" not in name or len(name) == 64 for name in names)

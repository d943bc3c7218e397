"""Times: aware UTC inside, the site's zone at the edge, always named."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from portal.core import formats
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


def test_a_time_is_shown_in_the_sites_zone_by_name(app: Flask) -> None:
    said = formats.when(datetime(2026, 4, 16, 4, 59, tzinfo=UTC))
    assert said.replace("\u202f", " ") == "April 15, 2026, 11:59 PM Central Time"


def test_spanish_pages_say_it_in_spanish(app: Flask) -> None:
    with app.test_request_context(environ_overrides={"portal.language": "es"}):
        said = formats.when(datetime(2026, 1, 15, 18, 0, tzinfo=UTC))
    assert "15 de enero de 2026" in said
    assert "12:00" in said
    assert "central" in said


def test_the_day_is_the_one_at_the_site(app: Flask) -> None:
    assert formats.day(datetime(2026, 4, 16, 4, 59, tzinfo=UTC)) == "April 15, 2026"
    assert formats.day(date(2026, 4, 16)) == "April 16, 2026"


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        (datetime(2026, 1, 15, 12, 0), datetime(2026, 1, 15, 18, 0, tzinfo=UTC)),
        (datetime(2026, 7, 15, 12, 0), datetime(2026, 7, 15, 17, 0, tzinfo=UTC)),
        (datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),  # twice that night: the earlier
    ],
)
def test_a_typed_time_is_meant_in_the_sites_zone(app: Flask, typed: datetime, utc: datetime) -> None:
    assert formats.from_local(typed) == utc


def test_machines_get_utc_with_seconds(app: Flask) -> None:
    assert formats.iso(datetime(2026, 4, 15, 17, 0, 0, 999, tzinfo=UTC)) == "2026-04-15T17:00:00Z"


def test_how_long_ago_is_told_by_the_houses_clock(app: Flask, clock: Clock) -> None:
    then = clock.now
    clock.forward(days=3)
    assert formats.ago(then) == "3 days ago"


@pytest.mark.parametrize(
    ("moment", "days", "end"),
    [
        (datetime(2026, 4, 15, 17, tzinfo=UTC), 2, date(2026, 4, 17)),
        (datetime(2026, 4, 17, 17, tzinfo=UTC), 2, date(2026, 4, 21)),
        (datetime(2026, 4, 18, 3, tzinfo=UTC), 1, date(2026, 4, 20)),  # still Friday at the site
        (datetime(2026, 4, 15, 17, tzinfo=UTC), 0, date(2026, 4, 15)),
    ],
)
def test_working_days_leave_weekends_out(app: Flask, moment: datetime, days: int, end: date) -> None:
    assert formats.working_days_after(moment, days) == end


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1500, "1.5 kB"),
        (2_440_000, "2.4 MB"),
        (25_000_000, "25 MB"),
        (1_234_000_000, "1,234 MB"),
    ],
)
def test_sizes_are_said_as_people_say_them(app: Flask, count: int, said: str) -> None:
    assert formats.size(count) == said


def test_sizes_follow_the_language(app: Flask) -> None:
    with app.test_request_context(environ_overrides={"portal.language": "es"}):
        assert formats.size(1) == "1 byte"
        assert formats.size(2_440_000) == "2.4 MB"  # as in the rest of the country


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("1250.5", "USD", "$1,250.50"),
        ("1000", "USD", "$1,000"),
        ("1000.00", "EUR", "€1,000"),
        ("-3", "USD", "-$3"),
        ("0", "USD", "$0"),
        ("1234.5", "", "1,234.5"),
        ("5", "ZZZ", "ZZZ5"),
        ("9" * 40, "USD", "$" + "9" + ",999" * 13),
    ],
)
def test_money_is_written_as_people_write_it(app: Flask, amount: str, currency: str, said: str) -> None:
    assert formats.money(Decimal(amount), currency).replace("\xa0", "") == said


def test_money_follows_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context(environ_overrides={"portal.language": "es"}):
        assert formats.money(Decimal(1000), "EUR").replace("\xa0", "") == "EUR1,000"


def test_short_days_and_months_save_room(app: Flask) -> None:
    assert formats.day_short(date(2026, 4, 16)) == "Apr 16, 2026"
    assert formats.day_short(datetime(2026, 4, 16, 4, 59, tzinfo=UTC)) == "Apr 15, 2026"
    assert formats.month(date(2026, 4, 1)) == "Apr 2026"
    with app.test_request_context(environ_overrides={"portal.language": "es"}):
        assert formats.month(date(2026, 4, 1)) == "abr 2026"

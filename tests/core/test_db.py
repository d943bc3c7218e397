"""Reading transactions cannot write, times have zones, keys tell nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from portal.committees.models import Committee
from portal.core.db import db, new_id
from portal.core.models import LimitCount
from portal.core.translated import Translated
from portal.core.usecase import transaction
from tests.support.builders import Town
from tests.support.engines import sqlite_only


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO seat (committee_id) VALUES (1)", "UPDATE committee SET slug = 'x'", "DELETE FROM committee"],
)
def test_a_reading_transaction_cannot_write(app: Flask, town: Town, statement: str) -> None:
    town.committee()
    with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert db.session.scalars(select(Committee.slug)).all() == ["steering"]


def test_a_row_changed_while_reading_is_never_written(app: Flask, town: Town) -> None:
    town.committee()
    db.session.scalars(select(Committee)).one().slug = "stolen"
    with pytest.raises(DBAPIError):
        db.session.flush()
    db.session.rollback()
    assert db.session.scalars(select(Committee.slug)).one() == "steering"


def test_a_connection_that_wrote_reads_only_afterwards(app: Flask, town: Town) -> None:
    for number in range(3):  # the same pooled connection serves both kinds by turns
        town.committee(f"committee-{number}")
        with pytest.raises(DBAPIError):
            db.session.execute(update(Committee).values(slug="x"))
        db.session.rollback()


@sqlite_only
def test_sqlite_keeps_what_it_promises(app: Flask) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
    said = {name: db.session.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
    assert said == wanted


def test_foreign_keys_hold(app: Flask) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), transaction():
        db.session.execute(
            text("INSERT INTO seat (committee_id, position, name, role, organisation) VALUES (99, 0, 'x', '{}', '')")
        )


def test_a_time_comes_back_in_utc_whatever_zone_it_went_in_with(app: Flask) -> None:
    noon_in_chicago = datetime(2026, 1, 15, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-6)))
    with transaction():
        db.session.add(LimitCount(name="x", key="y", window_ends_at=noon_in_chicago, hits=1))
    db.session.expire_all()
    read = db.session.scalars(select(LimitCount.window_ends_at)).one()
    assert read == noon_in_chicago
    assert read.tzinfo is UTC or read.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="without a zone"), transaction():
        db.session.add(LimitCount(name="x", key="y", window_ends_at=datetime(2026, 1, 15), hits=1))


def test_texts_in_two_languages_come_back(app: Flask, town: Town) -> None:
    town.committee(name=Translated({"en": "Lamps 💡", "es": "Farolas", "fr": ""}))
    name = db.session.scalars(select(Committee.name)).one()
    assert name == {"en": "Lamps 💡", "es": "Farolas"}


def test_keys_are_random_and_fit_ten_symbols() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(0 < key < 2**50 for key in made)

"""Appending to the record: inside the transaction at hand, never changed afterwards, never forked."""

from __future__ import annotations

import threading
from contextlib import nullcontext

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from portal.core import usecase
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.usecase import transaction
from portal.record import queries
from portal.record.chain import GENESIS, commitment, verify
from portal.record.models import Deed, RecordEntry, RecordSalt, append, append_all
from tests.support.clock import Clock

ANA = Actor(1, "Ana Example", "Staff 7QK4")


def deed(number: int = 1, said: str | None = "More lamps") -> Deed:
    """Something to record."""
    return Deed("feedback.published", f"comment:{number}", "moderator", text=said)


def record(*deeds: Deed) -> None:
    """Append each in a transaction of its own."""
    for one in deeds:
        with transaction():
            append(ANA, one)


def append_and_fail(one: Deed) -> None:
    """Append in a transaction that is rolled back."""
    with transaction():
        append(ANA, one)
        db.session.execute(text("SELECT nothing FROM nowhere"))


def assert_whole(count: int) -> None:
    """The record holds `count` entries and verifies against its own head."""
    db.session.rollback()
    head = queries.head()
    verifier = verify(queries.all_entries())
    assert verifier.finish(head.seq, head.hash) == []
    assert (verifier.count, head.seq) == (count, count)


def test_an_empty_record_ends_at_its_beginning(app: Flask) -> None:
    assert queries.head() == queries.Head(0, GENESIS)
    assert_whole(0)


def test_an_entry_tells_the_deed_and_the_pseudonym_and_neither_name_nor_text(app: Flask, clock: Clock) -> None:
    full = Deed(
        "feedback.declined", "comment:7qk4", "moderator", "privacy", None, "pending", "declined", "Call 555-0100"
    )
    record(full)
    (entry,) = queries.all_entries()
    assert entry["seq"] == 1
    assert entry["at"] == "2026-04-15T17:00:00Z"
    told = [entry[name] for name in ("role", "pseudonym", "action", "subject", "guideline", "from_state", "to_state")]
    assert told == ["moderator", "Staff 7QK4", "feedback.declined", "comment:7qk4", "privacy", "pending", "declined"]
    assert "555-0100" not in str(entry)
    assert "Ana Example" not in str(entry)
    salt = db.session.scalars(select(RecordSalt.salt)).one()
    assert entry["commitment"] == commitment(salt, "Call 555-0100")


def test_the_same_text_has_another_commitment_each_time(app: Flask) -> None:
    record(deed(1), deed(2))
    first, second = (entry["commitment"] for entry in queries.all_entries())
    assert first != second


def test_a_deed_without_a_text_has_neither_commitment_nor_salt(app: Flask) -> None:
    record(deed(said=None))
    assert next(queries.all_entries())["commitment"] is None
    assert db.session.scalar(select(func.count()).select_from(RecordSalt)) == 0


def test_an_empty_text_is_committed_to(app: Flask) -> None:
    record(deed(said=""))
    assert next(queries.all_entries())["commitment"] is not None


def test_what_is_rolled_back_leaves_no_gap(app: Flask) -> None:
    record(deed(1))
    with pytest.raises(DBAPIError):
        append_and_fail(deed(2))
    record(deed(3))
    assert_whole(2)


def test_many_at_once_are_numbered_in_order(app: Flask) -> None:
    record(deed(1))
    with transaction():
        assert append_all(ANA, [deed(number) for number in range(2, 402)]) == list(range(2, 402))
        assert append(ANA, deed(402)) == 402
    assert_whole(402)
    assert [entry["subject"] for entry in queries.all_entries()][:3] == ["comment:1", "comment:2", "comment:3"]


def test_nothing_at_all_may_be_appended(app: Flask) -> None:
    record(deed(1))
    with transaction():
        assert append_all(ANA, []) == []
    assert_whole(1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET pseudonym = 'x'",
        "UPDATE record_entry SET hash = hash",
        "UPDATE record_entry SET seq = seq + 100 WHERE seq = 2",
        "DELETE FROM record_entry",
        "DELETE FROM record_entry WHERE seq = 2",
        "INSERT INTO record_entry SELECT * FROM record_entry",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(app: Flask, statement: str) -> None:
    record(deed(1, None), deed(2, None))
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement))
    assert_whole(2)


def test_the_refusal_says_why(app: Flask) -> None:
    record(deed(1, None))
    for statement in ("UPDATE record_entry SET role = 'x'", "DELETE FROM record_entry"):
        with pytest.raises(DBAPIError, match="append-only"), transaction():
            db.session.execute(text(statement))


def test_an_entry_cannot_be_replaced(app: Flask) -> None:
    record(deed(1, None))
    row = db.session.get_one(RecordEntry, 1)
    names = ", ".join(column.name for column in RecordEntry.__table__.columns)
    values = {column.name: getattr(row, column.name) for column in RecordEntry.__table__.columns} | {"role": "x"}
    marks = ", ".join(f":{name}" for name in values)
    replace = f"INSERT OR REPLACE INTO record_entry ({names}) VALUES ({marks})"
    upsert = f"INSERT INTO record_entry ({names}) VALUES ({marks}) ON CONFLICT (seq) DO UPDATE SET role = 'x'"
    others = f"INSERT OR REPLACE INTO record_entry ({names}) VALUES ({marks.replace(':seq', '99')})"
    for statement in (replace, others, upsert):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(statement), values)
        db.session.rollback()
        assert db.session.scalars(select(RecordEntry.role)).one() == "moderator"


@pytest.mark.parametrize("writers", ["threads", "processes"])
def test_two_who_append_at_once_make_one_chain(app: Flask, monkeypatch: pytest.MonkeyPatch, writers: str) -> None:
    if writers == "processes":  # which have nothing in common but the database
        monkeypatch.setattr(usecase, "_one_writer", nullcontext())
    record(deed(0))
    gate, errors = threading.Barrier(2), []

    def work(first: int) -> None:
        gate.wait()
        try:
            with app.app_context():
                record(*(deed(number) for number in range(first, first + 25)))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(first,)) for first in (100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert_whole(51)
    subjects = [str(entry["subject"]) for entry in queries.all_entries()]
    assert len(set(subjects)) == 51

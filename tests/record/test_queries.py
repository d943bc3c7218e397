"""Reading the record: newest first by the page, all of it in order, the newest commitment of each subject."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.usecase import transaction
from portal.record import queries
from portal.record.models import Deed, append_all

ANA = Actor(1, "Ana Example", "Staff 7QK4")


def record(*deeds: Deed) -> None:
    """Append them in one transaction."""
    with transaction():
        append_all(ANA, list(deeds))


def deed(subject: str, said: str | None = None) -> Deed:
    """Something to record."""
    return Deed("feedback.published", subject, "moderator", text=said)


def test_pages_hold_fifty_newest_first(app: Flask) -> None:
    record(*(deed(f"comment:{number}") for number in range(1, 121)))
    first = queries.entries_before(None)
    assert ([line.seq for line in first.items][:2], len(first.items), first.total) == ([120, 119], 50, 120)
    assert first.next_cursor == "71"
    last = queries.entries_before(21)
    assert ([line.seq for line in last.items], last.next_cursor) == (list(range(20, 0, -1)), None)
    assert list(queries.entries_before(1).items) == []
    assert len(queries.entries_before(999_999_999).items) == 50


def test_a_line_tells_its_subject_in_two_halves(app: Flask) -> None:
    record(deed("update:lamps/3"))
    (line,) = queries.entries_before(None).items
    assert (line.subject_kind, line.subject_key) == ("update", "lamps/3")


def test_the_newest_commitment_of_each_subject_counts(app: Flask) -> None:
    record(deed("comment:a", "one"), deed("comment:b", "two"), deed("comment:a", "three"), deed("comment:a", None))
    record(deed("commentary:c", "four"), deed("meeting:d", "five"))
    assert [held.seq for held in queries.newest_commitments("comment")] == [2, 3]
    assert [held.subject for held in queries.newest_commitments("meeting")] == ["meeting:d"]


def test_a_commitment_whose_salt_was_destroyed_is_passed_over(app: Flask) -> None:
    record(deed("comment:a", "one"), deed("comment:b", "two"))
    with transaction():
        db.session.execute(text("DELETE FROM record_salt WHERE seq = 1"))
    assert [held.subject for held in queries.newest_commitments("comment")] == ["comment:b"]

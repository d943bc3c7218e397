"""`portal record verify` against somebody who holds the database file and takes the triggers away."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from portal.record.chain import FIELDS, GENESIS, entry_hash
from tests.browser.site import Site

Attack = Callable[[sqlite3.Connection], object]
COLUMNS = (*FIELDS, "hash")


def verify(site: Site, *options: str) -> tuple[int, str]:
    """The exit status and the words of the check."""
    done = site.command("record", "verify", *options)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def head_of(site: Site) -> str:
    """The head that the site publishes."""
    with site.database() as database:
        (head,) = database.execute("SELECT hash FROM record_head").fetchone()
    return str(head)


def attack(site: Site, deed: Attack) -> None:
    """Let somebody with the file at hand do `deed`, after the triggers that would refuse it are gone."""
    with site.database() as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')
        deed(database)


def test_the_town_s_record_is_whole_and_holds_a_saved_head(resting: Site) -> None:
    head = head_of(resting)
    status, said = verify(resting, "--head", head)
    assert status == 0
    assert said.startswith("The record is whole")
    assert head in said


def test_the_database_itself_refuses_to_change_or_delete_an_entry(resting: Site) -> None:
    with resting.database() as database:
        for deed in ("UPDATE record_entry SET pseudonym = 'x' WHERE seq = 5", "DELETE FROM record_entry WHERE seq = 5"):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(deed)


def _swap(database: sqlite3.Connection) -> None:
    for new, old in ((-1, 5), (5, 6), (6, -1)):
        database.execute("UPDATE record_entry SET seq = ? WHERE seq = ?", (new, old))


def _truncate(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM record_entry WHERE seq > (SELECT max(seq) - 3 FROM record_entry)")


def changing(words: str) -> Attack:
    """One statement of SQL."""
    return lambda database: database.execute(words)


@pytest.mark.parametrize(
    ("deed", "place"),
    [
        (changing("UPDATE record_entry SET action = replace(action, '.', ':') WHERE seq = 5"), "entry 5 was changed"),
        (changing("UPDATE record_entry SET at = replace(at, 'Z', 'z') WHERE seq = 1"), "entry 1 was changed"),
        (changing("DELETE FROM record_entry WHERE seq = 5"), "entry 5 is missing"),
        (changing("DELETE FROM record_entry WHERE seq = 1"), "entry 1 is missing"),
        (_swap, "entry 5"),
        (_truncate, "the record ends at entry"),
    ],
    ids=["edited", "first edited", "deleted", "first deleted", "swapped", "truncated"],
)
def test_a_tampered_record_is_found_out_and_the_place_is_named(resting: Site, deed: Attack, place: str) -> None:
    attack(resting, deed)
    status, said = verify(resting)
    assert status == 1
    assert place in said.splitlines()[0]
    assert "The record is not whole" in said


def _truncate_with_its_head(database: sqlite3.Connection) -> None:
    _truncate(database)
    last = database.execute("SELECT seq, hash FROM record_entry ORDER BY seq DESC LIMIT 1").fetchone()
    database.execute("UPDATE record_head SET seq = ?, hash = ?", last)


def _rewrite(database: sqlite3.Connection) -> None:
    """Change one entry and compute every hash anew, as somebody with this source at hand can."""
    database.execute("UPDATE record_entry SET pseudonym = 'Nobody' WHERE seq = 5")
    rows = database.execute(f"SELECT {', '.join(COLUMNS)} FROM record_entry ORDER BY seq").fetchall()
    head = GENESIS
    for row in rows:
        entry = dict(zip(COLUMNS, row, strict=True)) | {"prev": head}
        head = entry_hash(entry)
        database.execute(
            "UPDATE record_entry SET prev = ?, hash = ? WHERE seq = ?", (entry["prev"], head, entry["seq"])
        )
    database.execute("UPDATE record_head SET hash = ?", (head,))


@pytest.mark.parametrize(
    "deed", [_rewrite, _truncate_with_its_head], ids=["wholly rewritten", "truncated with its head"]
)
def test_only_a_saved_head_tells_that_a_record_was_rewritten(resting: Site, deed: Attack) -> None:
    saved = head_of(resting)
    attack(resting, deed)
    assert verify(resting)[0] == 0, "in itself it is whole"
    status, said = verify(resting, "--head", saved)
    assert status == 1
    assert f"no entry has the saved head {saved}" in said


def test_a_text_changed_behind_the_record_is_found_out(resting: Site) -> None:
    with resting.database() as database:
        one = "SELECT id FROM comment WHERE state = 'published' LIMIT 1"
        database.execute(f"UPDATE comment SET body = body || '!' WHERE id = ({one})")
    status, said = verify(resting)
    assert status == 1
    assert "the text of comment:" in said
    assert "was changed" in said

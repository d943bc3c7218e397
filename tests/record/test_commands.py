"""`portal record verify`: passes on a whole record, fails and names the place on any other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from portal.committees import usecases as committees
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import usecases as meetings
from portal.moderation import usecases as moderation
from portal.record import queries
from portal.record.chain import GENESIS, entry_hash
from portal.record.commands import record
from tests.meetings.writing import post
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.pages import Client


@pytest.fixture
def ruled(town: Town, cast: Cast) -> list[int]:
    """Three comments that were ruled on."""
    project = town.project()
    ids = [town.comment(project, body=f"Text {number}") for number in range(3)]
    for comment_id in ids:
        moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    return ids


def verify(app: Flask, *words: str) -> tuple[int, str]:
    """Exit status and output of `portal record verify …`."""
    db.session.rollback()
    done = app.test_cli_runner().invoke(record, ["verify", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def tamper(app: Flask, *statements: str) -> None:
    """Change the tables behind the triggers' back, as somebody with the whole database may."""
    with transaction():
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for name in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                db.session.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            db.session.execute(text(statement))


def test_a_whole_record_passes(app: Flask, ruled: list[int]) -> None:
    head = queries.head().hash
    for words in ((), ("--head", head), ("--head", f" {head.upper()} ")):
        status, said = verify(app, *words)
        assert (status, "is whole: 3 entries" in said, head in said) == (0, True, True)


def test_an_empty_record_passes(app: Flask) -> None:
    assert verify(app)[0] == 0


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE record_entry SET pseudonym = 'Staff 0000' WHERE seq = 2", "entry 2"),
        ("UPDATE record_entry SET at = '2026-04-15T17:00:01Z' WHERE seq = 1", "entry 1"),
        ("UPDATE record_entry SET commitment = NULL WHERE seq = 3", "entry 3"),
        ("DELETE FROM record_entry WHERE seq = 2", "entry 2"),
        ("DELETE FROM record_entry WHERE seq = 3", "entry 2, not at entry 3"),
        ("DELETE FROM record_entry", "entry 0, not at entry 3"),
        ("UPDATE record_head SET seq = 2", "ends at entry 3"),
        ("DELETE FROM record_head", "ends at entry 3"),
    ],
)
def test_tampering_fails_and_names_the_place(app: Flask, ruled: list[int], statement: str, place: str) -> None:
    tamper(app, *(["DELETE FROM record_salt"] if statement.startswith("DELETE FROM record_entry") else []), statement)
    status, said = verify(app)
    assert (status, place in said, "FAULT" in said) == (1, True, True), said


def test_swapped_entries_fail(app: Flask, ruled: list[int]) -> None:
    swap = (
        "UPDATE record_entry SET seq = 99 WHERE seq = 1",
        "UPDATE record_entry SET seq = 1 WHERE seq = 2",
        "UPDATE record_entry SET seq = 2 WHERE seq = 99",
    )
    tamper(app, "DELETE FROM record_salt", *swap)
    status, said = verify(app)
    assert (status, "entry 1" in said) == (1, True)


def test_a_wholly_rewritten_table_fails_against_a_saved_head(app: Flask, ruled: list[int]) -> None:
    saved = queries.head().hash
    entries = [dict(entry) for entry in queries.all_entries()]
    previous, statements = GENESIS, []
    for entry in entries:
        entry |= {"pseudonym": "Staff 0000", "prev": previous}
        previous = entry_hash(entry)
        statements.append(
            f"UPDATE record_entry SET pseudonym = 'Staff 0000', prev = '{entry['prev']}', hash = '{previous}' "
            f"WHERE seq = {entry['seq']}"
        )
    tamper(app, *statements, f"UPDATE record_head SET hash = '{previous}'")
    assert verify(app)[0] == 0  # a chain alone proves nothing against whoever rewrites all of it
    status, said = verify(app, "--head", saved)
    assert (status, "rewritten" in said) == (1, True)


def test_a_changed_text_fails_and_names_its_comment(app: Flask, ruled: list[int]) -> None:
    tamper(app, f"UPDATE comment SET body = 'Other words' WHERE id = {ruled[1]}")
    status, said = verify(app)
    assert (status, key_text(ruled[1]) in said, "was changed" in said) == (1, True, True)


def test_an_erased_text_whose_salt_is_gone_does_not_break_the_record(app: Flask, ruled: list[int]) -> None:
    tamper(app, f"UPDATE comment SET body = '' WHERE id = {ruled[1]}", "DELETE FROM record_salt WHERE seq = 2")
    assert verify(app)[0] == 0


def test_a_saved_file_is_checked_without_the_database(
    app: Flask, client: Client, ruled: list[int], tmp_path: Path
) -> None:
    path, lines = tmp_path / "record.jsonl", client.get("record.entries").text.splitlines()
    head = queries.head().hash
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert verify(app, "--file", str(path), "--head", head)[0] == 0
    path.write_text("\n".join(lines[:2]) + "\n", "utf-8")
    assert verify(app, "--file", str(path))[0] == 0
    assert verify(app, "--file", str(path), "--head", head)[0] == 1
    edited = json.loads(lines[0]) | {"action": "feedback.declined"}
    path.write_text("\n".join([json.dumps(edited), *lines[1:]]) + "\n", "utf-8")
    assert verify(app, "--file", str(path))[0] == 1


@pytest.mark.parametrize("content", ["not json", "[]", "{}", "null", '{"seq": 1}', "\xff", "7"])
def test_a_file_that_is_no_record_is_refused_in_words(app: Flask, tmp_path: Path, content: str) -> None:
    path = tmp_path / "record.jsonl"
    path.write_bytes(content.encode("latin-1"))
    status, said = verify(app, "--file", str(path))
    assert status != 0
    assert said.strip()


@pytest.fixture
def amended(town: Town) -> str:
    """A meeting whose agenda has two versions; its slug."""
    slug = post(committee=town.committee())
    meetings.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=Translated({"en": "Storm"}))
    return slug


def test_versions_that_are_as_recorded_pass(app: Flask, amended: str) -> None:
    assert verify(app)[0] == 0


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE agenda_version SET content = replace(content{cast}, 'hall', 'yard'){back} WHERE number = 1",
            "entry 1",
        ),
        (
            "UPDATE agenda_version SET content = replace(content{cast}, 'hall', 'yard'){back} WHERE number = 2",
            "entry 2",
        ),
        ("UPDATE agenda_version SET posted_at = '2026-01-01 00:00:00+00:00' WHERE number = 1", "another time"),
        ("UPDATE agenda_version SET record_seq = 1 WHERE number = 2", "2 of the agenda"),
        ("UPDATE agenda_version SET record_seq = 99 WHERE number = 2", "2 of the agenda"),
        ("DELETE FROM agenda_version WHERE number = 1", "is missing"),
    ],
)
def test_any_version_that_is_not_as_recorded_fails(app: Flask, amended: str, statement: str, said: str) -> None:
    postgresql = db.engine.dialect.name == "postgresql"
    tamper(app, statement.format(cast="::text" if postgresql else "", back="::json" if postgresql else ""))
    status, told = verify(app)
    assert (status, said in told) == (1, True), told


def test_a_version_that_nobody_recorded_fails(app: Flask, amended: str) -> None:
    tamper(
        app,
        "INSERT INTO agenda_version (meeting_id, number, change, reason, posted_at, content, record_seq) "
        "SELECT meeting_id, 3, change, reason, posted_at, content, 3 FROM agenda_version WHERE number = 2",
    )
    status, told = verify(app)
    assert (status, "version 3 of the agenda" in told) == (1, True)


@pytest.fixture
def chartered(town: Town) -> str:
    """A committee whose charter has two versions; its slug."""
    slug = town.committee()
    for said in ("We listen in the hall.", "We answer in the hall."):
        committees.adopt_charter(
            actor=COMMAND_LINE, slug=slug, text=Translated({"en": said}), adopted_on=date(2026, 4, 1)
        )
    return slug


def test_charters_that_are_as_recorded_pass(app: Flask, chartered: str) -> None:
    assert verify(app)[0] == 0


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE charter SET text = replace(text{cast}, 'hall', 'yard'){back} WHERE number = 1", "was changed"),
        ("UPDATE charter SET adopted_on = '2026-04-02' WHERE number = 2", "version 2 of the charter of steering"),
        ("UPDATE charter SET posted_at = '2026-01-01 00:00:00+00:00' WHERE number = 1", "another time"),
        ("UPDATE charter SET record_seq = 1 WHERE number = 2", "version 2 of the charter"),
        ("DELETE FROM charter WHERE number = 1", "is missing"),
        (
            "INSERT INTO charter (committee_id, number, text, adopted_on, reason, posted_at, record_seq) "
            "SELECT committee_id, 3, text, adopted_on, reason, posted_at, 3 FROM charter WHERE number = 2",
            "version 3 of the charter",
        ),
    ],
)
def test_any_charter_that_is_not_as_recorded_fails(app: Flask, chartered: str, statement: str, said: str) -> None:
    postgresql = db.engine.dialect.name == "postgresql"
    tamper(app, statement.format(cast="::text" if postgresql else "", back="::json" if postgresql else ""))
    status, told = verify(app)
    assert (status, said in told) == (1, True), told

"""The migrations make exactly the tables of the models, and can go back, on both engines."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Column, Integer, MetaData, Table, inspect
from sqlalchemy import text as sql

from portal import create_app
from portal.comments.models import Stance
from portal.core.db import Base, db, writing
from tests.house.sources import ROOT, nothing_wrong
from tests.support.builders import Town
from tests.support.engines import Databases, close, settings

VERSIONS = ROOT / "migrations" / "versions"


def differences(metadata: MetaData) -> list[object]:
    """How the database at hand differs from `metadata`; alembic's words."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def odd_revisions(files: dict[str, str]) -> Iterator[str]:
    """Migrations that are not numbered in one row, or say nothing of their purpose."""
    before = None
    for number, (name, text) in enumerate(sorted(files.items()), start=1):
        facts = dict(re.findall(r"^(revision|down_revision)(?:: [^=]+)? = (.+)$", text, re.MULTILINE))
        if not re.fullmatch(rf"{number:04d}_[a-z0-9_]+\.py", name):
            yield f"{name} should be called {number:04d}_what_it_does.py"
        if facts.get("down_revision", "").strip("\"'") != str(before):
            yield f"{name} does not follow {before}"
        if not ast.get_docstring(ast.parse(text)):
            yield f"{name} does not say what it is for"
        before = facts.get("revision", "").strip("\"'")


@pytest.fixture
def bare(engine: str, databases: Databases) -> Iterator[Flask]:
    """The portal on a database without tables."""
    with tempfile.TemporaryDirectory(prefix="portal-test-") as name:
        url = databases.empty(engine, Path(name))
        app = create_app(settings(Path(name), url))
        with app.app_context():
            yield app
        close(app)
        databases.drop(url)


def test_the_migrated_schema_is_the_models(app: Flask) -> None:
    assert differences(Base.metadata) == []


def test_a_schema_that_differs_is_caught(app: Flask) -> None:
    other = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(other)
    Table("tea", other, Column("id", Integer, primary_key=True))
    other.tables["person"].append_column(Column("height", Integer))
    assert len(differences(other)) == 2


def test_the_migrations_go_up_down_and_up_again(bare: Flask) -> None:
    with writing():
        upgrade()
        assert differences(Base.metadata) == []
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
    assert differences(Base.metadata) == []


def test_titles_can_be_searched_after_the_migration_that_folds_them(bare: Flask) -> None:
    with writing():
        upgrade(revision="0004")
        _say(
            "INSERT INTO project (id, slug, title, summary, body, area, illustrative, attribution, created_at,"
            """ changed_at) VALUES (1, 'lamps', '{"en": "Lámps", "es": "FAROLAS"}', '{}', '{}', '', :no, '{}',"""
            " :at, :at)"
        )
        upgrade()
        assert _rows("SELECT title_words FROM project") == [("lamps\nfarolas",)]


def test_a_target_for_comments_keeps_every_row_and_what_points_to_it(bare: Flask) -> None:
    with writing():
        upgrade(revision="0002")
        _say(
            "INSERT INTO project (id, slug, title, summary, body, area, illustrative, attribution, created_at,"
            " changed_at) VALUES (1, 'lamps', '{}', '{}', '{}', '', :no, '{}', :at, :at)"
        )
        _say(
            "INSERT INTO comment (id, project_id, state, body, lang, display_name, area, received_at, published_at)"
            " VALUES (7, 1, 'published', 'Lamps', 'en', 'Ana', '', :at, :at)"
        )
        _say(
            "INSERT INTO ruling (id, comment_id, kind, from_state, to_state, note, imported, ruled_at, record_seq)"
            " VALUES (1, 7, 'publish', 'pending', 'published', '', :yes, :at, 1)"
        )
        upgrade(revision="0003")
        assert _rows("SELECT id, project_id, agenda_item_id, stance, body FROM comment") == [
            (7, 1, None, None, "Lamps")
        ]
        assert _rows("SELECT comment_id FROM ruling") == [(7,)]
        downgrade(revision="0002")
        assert _rows("SELECT id, project_id, body FROM comment") == [(7, 1, "Lamps")]
        assert _rows("SELECT comment_id FROM ruling") == [(7,)]


def test_comments_on_items_are_not_lost_by_going_back(bare: Flask) -> None:
    with writing():
        upgrade()
        town = Town(bare)
    town.comment(item=(town.posted(), 1), body="Lamps", stance=Stance.SUPPORT)
    with pytest.raises(SystemExit, match="comments on agenda items"), writing():
        downgrade(revision="0002")
    assert _rows("SELECT body, stance FROM comment") == [("Lamps", "support")]


def _say(statement: str) -> None:
    with db.engine.begin() as connection:
        values = {"at": datetime(2026, 4, 15), "yes": True, "no": False}
        connection.execute(sql(statement), {name: value for name, value in values.items() if f":{name}" in statement})


def _rows(statement: str) -> list[tuple[object, ...]]:
    with db.engine.begin() as connection:
        return [tuple(row) for row in connection.execute(sql(statement))]


def test_migrations_stand_in_one_numbered_row() -> None:
    nothing_wrong(odd_revisions({path.name: path.read_text("utf-8") for path in VERSIONS.glob("*.py")}))


def test_an_odd_migration_is_caught() -> None:
    first = '"""Tables."""\nrevision = "0001"\ndown_revision = None\n'
    assert list(odd_revisions({"0001_tables.py": first})) == []
    assert list(odd_revisions({"abc123_tables.py": first}))
    fork = '"""More."""\nrevision = "0002"\ndown_revision = None\n'
    assert list(odd_revisions({"0001_tables.py": first, "0002_more.py": fork}))
    assert list(odd_revisions({"0001_tables.py": first.replace('"""Tables."""\n', "")}))

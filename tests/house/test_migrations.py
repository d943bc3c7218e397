"""The migrations make exactly the tables of the models, and can go back, on both engines."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Column, Integer, MetaData, Table, inspect

from portal import create_app
from portal.core.db import Base, db, writing
from tests.house.sources import ROOT, nothing_wrong
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


def test_migrations_stand_in_one_numbered_row() -> None:
    nothing_wrong(odd_revisions({path.name: path.read_text("utf-8") for path in VERSIONS.glob("*.py")}))


def test_an_odd_migration_is_caught() -> None:
    first = '"""Tables."""\nrevision = "0001"\ndown_revision = None\n'
    assert list(odd_revisions({"0001_tables.py": first})) == []
    assert list(odd_revisions({"abc123_tables.py": first}))
    fork = '"""More."""\nrevision = "0002"\ndown_revision = None\n'
    assert list(odd_revisions({"0001_tables.py": first, "0002_more.py": fork}))
    assert list(odd_revisions({"0001_tables.py": first.replace('"""Tables."""\n', "")}))

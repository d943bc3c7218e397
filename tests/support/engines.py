"""One migrated database per engine and run; every test gets a copy of it."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from portal import create_app
from portal.cli import migrate_database
from portal.config import Settings
from portal.core.db import db
from tests.support import postgres
from tests.support.folders import swift_folder
from tests.support.lint import SITE
from tests.support.process import strict

ENGINES = ("sqlite", "postgresql")
sqlite_only = pytest.mark.only_on("sqlite")
postgresql_only = pytest.mark.only_on("postgresql")


def settings(instance: Path, url: str, **others: Any) -> Settings:
    """The settings of a test's site: as in production, at an https address."""
    known: dict[str, Any] = {
        "instance": instance,
        "database_url": url,
        "secret_key": "a-secret-of-the-tests-that-everybody-may-know",
        "env": "test",
        "base_url": SITE,
        "site_name": "Riverbend listens",
    }
    return Settings(**(known | others))


class Databases:
    """The originals, each migrated once, and copies of them."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self._numbers = itertools.count(1)

    def copy(self, engine: str, instance: Path) -> str:
        """The address of a fresh copy; `drop` it afterwards."""
        if engine == "postgresql":
            return self.cluster.copy()
        path = instance / "portal.sqlite"
        with closing(sqlite3.connect(path)) as target:
            self._sqlite.backup(target)
        return f"sqlite:///{path}"

    def empty(self, engine: str, instance: Path) -> str:
        """The address of a database without any table."""
        if engine == "postgresql":
            return self._cluster.create(f"empty_{next(self._numbers)}")
        return f"sqlite:///{instance / 'empty.sqlite'}"

    def drop(self, url: str) -> None:
        """Remove what `copy` or `empty` made (a SQLite file goes with its folder)."""
        if url.startswith("postgresql"):
            self.cluster.drop(postgres.name_of(url))

    @cached_property
    def _sqlite(self) -> sqlite3.Connection:
        path = self._folder / "original.sqlite"
        self._migrate(f"sqlite:///{path}")
        return self._stack.enter_context(closing(sqlite3.connect(path)))

    @cached_property
    def cluster(self) -> postgres.Cluster:
        """The PostgreSQL server with its template made."""
        self._cluster.make_template(self._migrate)
        return self._cluster

    @cached_property
    def _cluster(self) -> postgres.Cluster:
        reason = postgres.missing()
        if reason is not None:
            (pytest.fail if strict() else pytest.skip)(reason)
        return self._stack.enter_context(postgres.cluster(swift_folder()))

    def _migrate(self, url: str) -> None:
        app = create_app(settings(self._folder, url))
        with app.app_context():
            migrate_database()
            db.engine.dispose()


class _Compiled(BytecodeCache):
    """Templates compiled once per run, not once per test."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


@contextmanager
def site(databases: Databases, engine: str, **others: Any) -> Iterator[Flask]:
    """An application with its own copy of the database and its context; `others` are settings unlike the usual."""
    instance = Path(tempfile.mkdtemp(prefix="portal-test-", dir=swift_folder()))
    url = databases.copy(engine, instance)
    app = create_app(settings(instance, url, **others))
    app.jinja_env.bytecode_cache = _compiled
    try:
        with app.app_context():
            yield app
    finally:
        close(app)
        databases.drop(url)
        shutil.rmtree(instance)


def close(app: Flask) -> None:
    """Let go of every connection of `app`."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()

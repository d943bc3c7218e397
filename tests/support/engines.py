"""One migrated database per engine and run; every test gets a copy of it."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, event, make_url

from portal import create_app
from portal.cli import migrate_database
from portal.config import Settings
from portal.core.db import db
from portal.core.limits import limiter
from tests.support import postgres
from tests.support.folders import swift_folder
from tests.support.lint import SITE
from tests.support.process import strict

ENGINES = ("sqlite", "postgresql")
sqlite_only = pytest.mark.only_on("sqlite")
postgresql_only = pytest.mark.only_on("postgresql")
on_both = pytest.mark.only_on(*ENGINES)  # for a test of pages, which otherwise run on SQLite


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
        self._next: Future[str] | None = None

    def copy(self, engine: str, instance: Path) -> str:
        """The address of a fresh copy; `drop` it afterwards."""
        if engine == "postgresql":
            return self._made_meanwhile()
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
            self._beside.submit(self.cluster.drop, postgres.name_of(url))

    def _made_meanwhile(self) -> str:
        """A copy that PostgreSQL made while the test before was running."""
        ready = self._next or self._beside.submit(self.cluster.copy)
        self._next = self._beside.submit(self.cluster.copy)
        return ready.result()

    @cached_property
    def _beside(self) -> ThreadPoolExecutor:
        _running_before = self.cluster
        return self._stack.enter_context(ThreadPoolExecutor(1))

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


@contextmanager
def site(databases: Databases, engine: str, new: bool = False, **others: Any) -> Iterator[Flask]:
    """An application with a database and an instance folder of its own, and its context.

    `others` are settings unlike the usual. Making an application takes longer than most tests, so one that nobody
    changed serves the next test too, on other data; `new` asks for one that may be changed.
    """
    instance = Path(tempfile.mkdtemp(prefix="portal-test-", dir=swift_folder()))
    wanted = settings(instance, databases.copy(engine, instance), **others)
    usual = not others and not new
    app = _idle.pop(engine, None) if usual else None
    if app is None:
        app = _movable(create_app(wanted))
    _move_in(app, wanted)
    try:
        with app.app_context():
            yield app
    finally:
        close(app)
        databases.drop(wanted.database_url)
        shutil.rmtree(instance)
        if usual:
            _idle[engine] = app


_idle: dict[str, Flask] = {}


class _Compiled(BytecodeCache):
    """Templates are compiled once for all applications of a run, by their name and source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_compiled = _Compiled()


def _movable(app: Flask) -> Flask:
    """`app`, whose connections lead to the database that its configuration names at the time."""
    app.extensions["pristine"] = dict(app.config)
    app.jinja_env.bytecode_cache = _compiled

    def to_the_present_one(dialect: Dialect, _record: object, args: list[Any], names: dict[str, Any]) -> None:
        where, how = dialect.create_connect_args(make_url(app.config["SQLALCHEMY_DATABASE_URI"]))
        args[:] = where
        names.update(how)

    with app.app_context():
        event.listen(db.engine, "do_connect", to_the_present_one)
    return app


def _move_in(app: Flask, wanted: Settings) -> None:
    app.config.clear()
    app.config.update(app.extensions["pristine"], SETTINGS=wanted, SQLALCHEMY_DATABASE_URI=wanted.sqlalchemy_url)
    app.instance_path = str(wanted.instance)
    app.extensions.pop("portal.search", None)
    limiter.reset()


def close(app: Flask) -> None:
    """Let go of every connection of `app`."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()

"""A private PostgreSQL for the tests: its own folder, a free port on loopback, gone afterwards.

with postgres.cluster() as cluster:
    cluster.make_template(build)  # build(url) makes the tables, once
    url = cluster.copy()  # a fresh database with those tables, in milliseconds
"""

from __future__ import annotations

import itertools
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.support.process import LOOPBACK, DidNotStart, free_port, stop, wait_until

INSTALLED = Path("/usr/lib/postgresql")
OWNER = "postgres"  # PostgreSQL refuses to run as root: then this system account runs it
TEMPLATE = "portal_template"
TRIES = 3  # a port that was free may be taken a moment later

# Tests need speed, and nothing of theirs has to outlive a crash.
SWIFT = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=40",
)


def programs() -> Path | None:
    """The folder of the newest installed PostgreSQL's programs."""
    found = [folder / "bin" for folder in INSTALLED.glob("[0-9]*") if (folder / "bin" / "initdb").exists()]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def missing() -> str | None:
    """Why a cluster cannot be started here, in one sentence, or None."""
    if programs() is None:
        return "PostgreSQL's server is not installed (Debian: apt install postgresql)"
    if find_spec("psycopg") is None:
        return "psycopg is not installed (the extra `postgresql`)"
    if os.geteuid() == 0 and not _owner_exists():
        return f"root may not run PostgreSQL, and there is no account {OWNER}"
    return None


def _owner_exists() -> bool:
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        return False
    return True


@dataclass(frozen=True)
class Cluster:
    """A running server. Databases made here vanish with it."""

    port: int
    password: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str = "postgres") -> str:
        """The address of `database` for SQLAlchemy."""
        return f"postgresql+psycopg://{OWNER}:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction, in the maintenance database."""
        with self._connect() as connection:
            connection.execute(statement)

    def create(self, database: str, template: str = "template0") -> str:
        """Make `database` as a copy of `template`; its address."""
        self.execute(f"CREATE DATABASE {_name(database)} TEMPLATE {_name(template)}")
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove `database`, whoever is still connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {_name(database)} WITH (FORCE)")

    def make_template(self, build: Callable[[str], object]) -> None:
        """Make the database that `copy` copies: empty, then filled by `build(url)`."""
        self.drop(TEMPLATE)
        build(self.create(TEMPLATE))
        # A database with somebody connected cannot be copied: forgotten connections end here.
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{TEMPLATE}'")

    def copy(self) -> str:
        """A fresh copy of the template; its address. Drop it with `drop(name_of(url))`, or let it be."""
        return self.create(f"portal_{next(self._numbers)}", TEMPLATE)

    def answers(self) -> bool:
        """Whether the server takes connections yet."""
        import psycopg

        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self) -> Any:
        import psycopg

        return psycopg.connect(
            host=LOOPBACK,
            port=self.port,
            user=OWNER,
            password=self.password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )


def name_of(url: str) -> str:
    """The database that `url` names."""
    return url.rsplit("/", 1)[1]


def _name(database: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", database):
        raise ValueError(f"not a plain database name: {database!r}")
    return database


@contextmanager
def cluster(inside: Path | None = None) -> Iterator[Cluster]:
    """A private server, stopped and removed at the end. Raises DidNotStart with the end of its log.

    Its folder is made in `inside`; in memory (see `folders.swift_folder`) copies take a twentieth of the time.
    """
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir=inside))
    password = secrets.token_hex(16)
    try:
        _init(folder, password)
        process, running = _start(folder, password)
        try:
            yield running
        finally:
            stop(process, signal.SIGINT)  # "fast": ends sessions, then the server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _init(folder: Path, password: str) -> None:
    (folder / "password").write_text(password)
    if os.geteuid() == 0:
        for path in (folder, folder / "password"):
            shutil.chown(path, OWNER, OWNER)
    command = ("initdb", "--pgdata=data", f"--username={OWNER}", "--pwfile=password", "--auth=scram-sha-256")
    made = _run(folder, *command, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
    if made.wait() != 0:
        raise DidNotStart(_log(folder))


def _start(folder: Path, password: str) -> tuple[subprocess.Popen[bytes], Cluster]:
    for attempt in range(1, TRIES + 1):
        running = Cluster(free_port(), password)
        places = (f"listen_addresses={LOOPBACK}", f"port={running.port}", f"unix_socket_directories={folder}")
        options = (word for option in (*SWIFT, *places) for word in ("-c", option))
        process = _run(folder, "postgres", "-D", "data", *options)
        try:
            wait_until(running.answers, process, log=partial(_log, folder))
        except BaseException as error:
            stop(process, signal.SIGINT)
            if attempt == TRIES or not isinstance(error, DidNotStart):
                raise
        else:
            return process, running
    raise AssertionError("the last try either returned or raised")


def _run(folder: Path, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    home = programs()
    assert home is not None, missing()
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = {"user": OWNER, "group": OWNER, "extra_groups": []}
    with (folder / "log").open("ab") as log:
        # A session of its own: Ctrl-C reaches the tests, which then stop the server in order.
        return subprocess.Popen(
            [home / program, *arguments],
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **owner,
        )


def _log(folder: Path) -> str:
    return (folder / "log").read_text("utf-8", "replace")

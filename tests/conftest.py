"""What every test stands on: a fresh copy of one migrated database, a clock that tests move, no way out to the net.

`app` runs each test on SQLite and on PostgreSQL; `engines.sqlite_only` marks the ones that need only the first.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings

from portal.accounts import passwords
from portal.core import clock as house_clock
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.clock import Clock
from tests.support.engines import ENGINES, Databases, site
from tests.support.pages import Client
from tests.support.sockets import connect_here_only
from tests.support.worker import work_off


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The migrated originals; each is made when the first test asks for a copy."""
    with ExitStack() as stack:
        yield Databases(stack, tmp_path_factory.mktemp("originals"))


SLOW = ("processes", "browser", "demo")

settings.register_profile("house", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks of `engines.sqlite_only` and `postgresql_only` known."""
    config.addinivalue_line("markers", "only_on(engine): run on this kind of database alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what reads and writes once on each engine, pages on SQLite, or a test on those that its mark names.

    Pages stand on queries and use cases, which have tests of their own on both, and `core/test_addresses.py` opens
    every page on both: each of a thousand tests of pages a second time would cost a third of all the time for nothing.
    """
    if "engine" in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker("only_on")
        usual = ENGINES[:1] if "client" in metafunc.fixturenames else ENGINES
        metafunc.parametrize("engine", mark.args if mark else usual, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The kind of database that a test runs on."""
    name: str = request.param
    return name


@pytest.fixture
def app(engine: str, databases: Databases) -> Iterator[Flask]:
    """The portal on a database and an instance folder of its own; its context is pushed."""
    with site(databases, engine) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser without JavaScript that checks every page it fetches."""
    return Client(app)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The people: visitor, nobody (no roles), clerk, moderator, member, admin, partner. Made when first asked for."""
    return Cast()


@pytest.fixture
def town(app: Flask) -> Town:
    """Builders: `town.project()`, `town.comment()`, `town.meeting()` … with texts that hold a `<script>`."""
    return Town(app)


@pytest.fixture
def worker(app: Flask) -> Callable[[], int]:
    """Calling it handles what is due in the outbox, as the worker process would, and returns how much it was."""
    return lambda: work_off(app)


@pytest.fixture
def clock() -> Clock:
    """Time stands still at 15 April 2026, noon in Chicago, until the test moves it."""
    return Clock(datetime(2026, 4, 15, 17, 0, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _real_time_again() -> Iterator[None]:
    yield
    house_clock.set_source(None)


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_way_out() -> Iterator[None]:
    """Connections leave this machine never: the portal needs nobody else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here_only)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow folders first, so that no core stands idle at the end while another walks through a whole town alone.

    Behind them all tests on one engine, then those on the other: a server starts only if something needs it.
    """
    items.sort(key=lambda item: (item.path.parent.name not in SLOW, "[postgresql" in item.name))

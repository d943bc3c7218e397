"""Files that no row names are swept by the worker, those that any feature names are not."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from portal.core.clock import now
from portal.core.files import store, sweeping
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


@pytest.fixture
def named() -> Iterator[set[str]]:
    """The keys that a feature of this test names."""
    keys: set[str] = set()

    def mine() -> set[str]:
        return keys

    sweeping.holds_files(mine)
    yield keys
    sweeping._holders.remove(mine)


def old_file() -> str:
    """A file kept two days ago; its key."""
    key = store.keep(io.BytesIO(b"x"), 10).key
    old = (now() - timedelta(days=2)).timestamp()
    os.utime(store.path_of(key), (old, old))
    return key


def test_the_worker_sweeps_what_no_feature_names(app: Flask, worker, clock: Clock, named: set[str]) -> None:
    kept, orphan = old_file(), old_file()
    named.add(kept)
    worker()
    assert store.path_of(kept).exists()
    with pytest.raises(store.Lost):
        store.path_of(orphan)


def test_it_looks_at_most_once_an_hour(app: Flask, worker, clock: Clock, named: set[str]) -> None:
    old_file()
    worker()
    mark = store.folder() / ".swept"
    os.utime(mark, (now().timestamp(), now().timestamp()))
    orphan = old_file()
    clock.forward(minutes=59)
    worker()
    assert store.path_of(orphan).exists()
    clock.forward(minutes=2)
    worker()
    with pytest.raises(store.Lost):
        store.path_of(orphan)


def test_a_site_without_files_is_left_alone(app: Flask, worker) -> None:
    worker()
    assert not store.folder().exists()


def test_a_feature_registers_once(named: set[str]) -> None:
    def mine() -> set[str]:
        return named

    assert sweeping.holds_files(mine) is sweeping.holds_files(mine)
    assert sweeping._holders.count(mine) == 1
    sweeping._holders.remove(mine)

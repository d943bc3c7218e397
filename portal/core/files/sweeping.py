"""The worker takes away files that no row names: those whose upload was cut short, and those whose row was removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.core.clock import now
from portal.core.files import store
from portal.core.worker import chore

EVERY = timedelta(hours=1)
_MARK = ".swept"

Keys = Callable[[], set[str]]
_holders: list[Keys] = []


def holds_files(keys: Keys) -> Keys:
    """Register `keys`: which files a feature's rows name. A feature that forgets this loses its files after a day."""
    if keys not in _holders:
        _holders.append(keys)
    return keys


@chore
def sweep_files() -> None:
    """Sweep, at most every hour; a file in the folder remembers when."""
    mark = store.folder() / _MARK
    if not mark.parent.is_dir() or (mark.exists() and _age(mark.stat().st_mtime) < EVERY):
        return
    mark.touch()
    store.sweep(set[str]().union(*(keys() for keys in _holders)))


def _age(moment: float) -> timedelta:
    return abs(now() - datetime.fromtimestamp(moment, now().tzinfo))

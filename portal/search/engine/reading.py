"""Readers of the index, one for each thread, and the promise that whatever is wrong becomes IndexUnavailable.

A Whoosh reader shared by threads gives wrong answers (they move one cursor), and one refreshed closes under
the others' hands: so each thread opens its own, and closes only its own.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from whoosh.reading import IndexReader

from portal.search.engine.answers import IndexState, IndexUnavailable
from portal.search.engine.generations import Generations
from portal.search.engine.storage import WatchedStorage, closing_left_open

Result = TypeVar("Result")
# What a reader shows: process, folder, commit. After a fork the parent's open files are not ours to move.
Sight = tuple[int, str, int]

_TRUST_A_FAILURE = 5.0  # seconds: Whoosh waits half a second for a missing file, each time it is asked
_ATTEMPTS = 3


class _Mine(threading.local):
    """What one thread holds."""

    storage: WatchedStorage
    index: Any = None
    folder: str = ""
    reader: IndexReader | None = None
    sight: Sight | None = None
    failed: tuple[Sight, float, str] | None = None


class Readers:
    """The readers of one index."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._mine = _Mine()

    def use(self, work: Callable[[IndexReader], Result]) -> Result:
        """`work` done with this thread's reader, which shows the last commit.

        Done once more when it failed because the index moved meanwhile, so `work` must not change anything.
        Raises IndexUnavailable, and nothing else.
        """
        sight = self._look()
        while True:
            try:
                return work(self._reader(sight))
            except IndexUnavailable:
                raise
            except Exception as error:  # damaged files raise anything: they are pickles and packed numbers
                self._drop()
                before, sight = sight, self._look()
                if sight == before:
                    reason = f"{type(error).__name__}: {error}"
                    self._mine.failed = (sight, time.monotonic() + _TRUST_A_FAILURE, reason)
                    raise IndexUnavailable(IndexState.BROKEN, reason) from error

    def _look(self) -> Sight:
        """What there is to see now."""
        for attempt in range(_ATTEMPTS):
            folder = self._generations.current()
            try:
                return os.getpid(), folder.name, self._index(folder).latest_generation()
            except Exception as error:
                reason = error
                time.sleep(0.01 * attempt)  # a commit may have just taken away what was about to be opened
        raise IndexUnavailable(IndexState.BROKEN, f"{type(reason).__name__}: {reason}") from reason

    def _index(self, folder: Path) -> Any:
        mine = self._mine
        if mine.index is None or mine.folder != folder.name:
            mine.storage = WatchedStorage(folder)
            with closing_left_open(mine.storage):
                mine.index, mine.folder = mine.storage.open_index(), folder.name
        return mine.index

    def _reader(self, sight: Sight) -> IndexReader:
        mine = self._mine
        if mine.failed is not None:
            failed, until, reason = mine.failed
            if failed == sight and time.monotonic() < until:
                raise IndexUnavailable(IndexState.BROKEN, reason)
            mine.failed = None
        if mine.reader is None or mine.sight != sight:
            self._drop()
            with closing_left_open(mine.storage):
                mine.reader, mine.sight = mine.index.reader(), sight
        return mine.reader

    def _drop(self) -> None:
        mine = self._mine
        reader, mine.reader = mine.reader, None
        if reader is not None and mine.sight is not None and mine.sight[0] == os.getpid():
            with suppress(Exception):  # it is of no use any more, whatever its state
                reader.close()
        mine.sight = None

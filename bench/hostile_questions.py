"""Seconds of computing for each hostile question of the tests, the slowest first."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

from portal.search.engine import WhooshEngine
from portal.search.language import QueryRefused, parse
from tests.search.test_engine_hostile import HOSTILE, crowded_index


def main() -> None:
    """Print one line for each question."""
    with tempfile.TemporaryDirectory() as folder:
        index = crowded_index(Path(folder))
        index.search(parse("warm"))
        for seconds, question in sorted(((_seconds(index, text), text) for text in HOSTILE), reverse=True):
            print(f"{seconds:7.3f} s  {question[:60]!a}")


def _seconds(index: WhooshEngine, question: str) -> float:
    begun = time.thread_time()
    with contextlib.suppress(QueryRefused):
        index.search(parse(question))
    return time.thread_time() - begun


if __name__ == "__main__":
    main()

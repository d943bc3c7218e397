"""Readers in threads beside a writer in a process of its own, and a writer that is killed while it commits."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.search.engine import WhooshEngine
from portal.search.language import parse
from tests.search.writer import BATCH, batch, question

_ANSWERS = 40  # of each thread
_ROOT = Path(__file__).parents[2]


@contextmanager
def _writer(directory: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """A writing process that has acknowledged its first batch; killed at the end."""
    command = [sys.executable, "-m", "tests.search.writer", str(directory), mode]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip().isdigit()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("mode", ["replace", "rebuild"])
def test_four_threads_read_right_answers_under_a_committing_writer(tmp_path: Path, mode: str) -> None:
    index = WhooshEngine(tmp_path / "index")
    index.rebuild(text for number in range(5) for text in batch(number))
    right = {number: {text.id for text in batch(number)} for number in range(5)}
    wrong: list[object] = []
    answers = [0] * 4

    def read(thread: int) -> None:
        dice = random.Random(thread)
        while answers[thread] < _ANSWERS and not wrong:
            number = dice.randrange(5)
            try:
                found = index.search(parse(question(number))).ids
                everything = index.search(parse('"of many" same')).ids
            except Exception as error:
                wrong.append(error)
                return
            if set(found) != right[number] or len(found) != BATCH or len(everything) != 5 * BATCH:
                wrong.append((number, found, len(everything)))
            answers[thread] += 1

    with _writer(tmp_path / "index", mode) as writer:
        threads = [threading.Thread(target=read, args=(thread,)) for thread in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        writer.kill()
        assert writer.stdout is not None
        commits = len(writer.stdout.read().split())
    assert wrong == []
    assert answers == [_ANSWERS] * 4
    assert commits > 3


def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_no_half(tmp_path: Path) -> None:
    index = WhooshEngine(tmp_path / "index", patience=2)
    index.rebuild([])
    dice, acknowledged = random.Random(9), -1
    for _ in range(4):
        with _writer(tmp_path / "index", "add") as writer:
            time.sleep(dice.uniform(0.05, 0.4))
            writer.kill()
            assert writer.stdout is not None
            told = [int(line) for line in writer.stdout.read().split("\n")[:-1] if line]
        acknowledged = max([acknowledged + 1, *told])
        _nothing_lost(index, acknowledged)
        acknowledged = index.count() // BATCH - 1
    index.index(batch(acknowledged + 1))
    _nothing_lost(index, acknowledged + 1)
    assert len(list((tmp_path / "index").glob("*/*"))) < 40


def _nothing_lost(index: WhooshEngine, acknowledged: int) -> None:
    there = index.count()
    assert there % BATCH == 0
    assert there >= (acknowledged + 1) * BATCH
    assert len(index.search(parse("same ending"))) == there
    for number in range(max(0, there // BATCH - 5), there // BATCH):
        assert len(index.search(parse(question(number)))) == BATCH


def test_a_rebuild_that_is_killed_leaves_the_old_index_and_is_swept_by_the_next(tmp_path: Path) -> None:
    index = WhooshEngine(tmp_path / "index")
    index.rebuild(batch(0))
    script = (
        "import os, sys; from pathlib import Path; from portal.search.engine import *\n"
        "def texts():\n"
        "    yield Document(1, 'en', 'half')\n"
        "    os.kill(os.getpid(), 9)\n"
        "WhooshEngine(Path(sys.argv[1])).rebuild(texts())"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "index")], cwd=_ROOT, check=False)
    assert killed.returncode == -9
    folders = [path for path in (tmp_path / "index").iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert index.count() == BATCH
    index.rebuild(batch(1))
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1
    assert index.count() == BATCH

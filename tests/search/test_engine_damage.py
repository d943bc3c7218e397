"""Damaged files: whatever is wrong is IndexUnavailable, and a rebuild cures it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.search.engine import Document, IndexState, IndexUnavailable, WhooshEngine
from portal.search.language import parse
from tests.search.corpus import documents


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flipped(path: Path) -> None:
    dice, content = random.Random(3), bytearray(path.read_bytes())
    for _ in range(60):
        content[dice.randrange(len(content))] ^= 0xFF
    path.write_bytes(content)


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _garbage(path: Path) -> None:
    path.write_bytes(random.Random(4).randbytes(path.stat().st_size))


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments with deletions and a watermark."""
    directory = tmp_path_factory.mktemp("sound") / "index"
    index = WhooshEngine(directory)
    index.rebuild(documents(200, seed=1), watermark=5)
    index.index(documents(10, seed=2, first_id=195))
    index.delete([1, 2])
    return directory


def _files(directory: Path) -> Iterator[Path]:
    yield from (path for path in sorted(directory.rglob("*")) if path.is_file() and path.stat().st_size)


def _attempts(index: WhooshEngine) -> list[Callable[[], object]]:
    questions = [parse(text) for text in ("the", '"the of"', "par*", "la -plan")]
    return [
        *(lambda query=query: index.search(query) for query in questions),
        index.count,
        index.watermark,
        lambda: index.note_watermark(6),
        lambda: index.index([Document(900, "en", "park")]),
        lambda: index.delete([20]),
        lambda: index.search(parse("park")),
    ]


@pytest.mark.parametrize("harm", [_missing, _empty, _half, _flipped, _zeros, _garbage, _directory])
def test_a_damaged_file_is_unavailable_and_nothing_else(
    sound: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    for number, original in enumerate(_files(sound)):
        directory = tmp_path / str(number)
        shutil.copytree(sound, directory)
        harm(directory / original.relative_to(sound))
        index = WhooshEngine(directory, patience=0.2)
        state = index.state()
        failures = 0
        for attempt in _attempts(index):
            try:
                attempt()
            except IndexUnavailable:
                failures += 1
        harmless = harm is _missing and original.name in {"watermark.json", "WRITER"}
        assert bool(failures) != harmless, original.name
        if original.name == "CURRENT":
            assert state is (IndexState.MISSING if harm is _missing else IndexState.BROKEN)
        _is_cured(index, directory, original)


def _is_cured(index: WhooshEngine, directory: Path, original: Path) -> None:
    for path in directory.iterdir():
        if path.is_dir() and path.name in {"CURRENT", "WRITER"}:
            path.rmdir()  # a person put it there, and a person takes it away
    index.rebuild([Document(1, "en", "park")], watermark=7)
    assert index.state() is IndexState.READY, original.name
    assert index.search(parse("park")).ids == (1,)
    assert index.watermark() == 7


@pytest.mark.parametrize("name", ["../elsewhere", "1-" + "0" * 16, "", "1-" + "f" * 17, "/etc", "1-\n"])
def test_a_pointer_to_nowhere_is_broken(sound: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(sound, tmp_path / "index")
    (tmp_path / "index" / "CURRENT").write_text(name)
    assert WhooshEngine(tmp_path / "index").state() is IndexState.BROKEN


def test_an_open_index_whose_folder_vanishes_is_broken_at_the_next_look(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "index")
    index = WhooshEngine(tmp_path / "index")
    assert len(index.search(parse("the")))
    shutil.rmtree(next(path for path in (tmp_path / "index").iterdir() if path.is_dir()))
    with pytest.raises(IndexUnavailable):
        index.search(parse("the"))
    shutil.rmtree(tmp_path / "index")
    assert index.state() is IndexState.MISSING


def test_a_failure_is_remembered_only_until_the_index_moves(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "index")
    index = WhooshEngine(tmp_path / "index")
    segment = max(_files(tmp_path / "index"), key=lambda path: path.stat().st_size)
    _zeros(segment)
    for _ in range(2):
        with pytest.raises(IndexUnavailable):
            index.search(parse("the"))
    WhooshEngine(tmp_path / "index").rebuild(documents(5, seed=3))
    assert index.count() == 5

"""Where the index lies: one folder for each generation, and CURRENT, a file that names the one in use.

    index/CURRENT              "1-5f0c…"
    index/1-5f0c…/             files of Whoosh, and watermark.json
    index/WRITER               the lock of the one writer

A rebuild fills a new folder and then replaces CURRENT in one step. Folders are open to their owner only:
Whoosh reads pickles, so whoever can write here can run code.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from pathlib import Path

from portal.search.engine.answers import IndexState, IndexUnavailable

# Raise it when terms are made differently: an index of another format counts as missing.
FORMAT = 1

_NAME = re.compile(r"(\d+)-[0-9a-f]{16}")
_WATERMARK = "watermark.json"


class Generations:
    """The folders of one index."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._pointer = directory / "CURRENT"

    def current(self) -> Path:
        """The folder in use. Raises IndexUnavailable when none was ever published, or CURRENT is damaged."""
        try:
            name = self._pointer.read_bytes().decode()
        except FileNotFoundError:
            raise IndexUnavailable(IndexState.MISSING) from None
        except (OSError, ValueError) as error:
            raise IndexUnavailable(IndexState.BROKEN, f"CURRENT cannot be read: {error}") from error
        match = _NAME.fullmatch(name.strip())
        if match is None:
            raise IndexUnavailable(IndexState.BROKEN, "CURRENT names no generation")
        if int(match[1]) != FORMAT:
            raise IndexUnavailable(IndexState.MISSING, f"the index has format {match[1]}")
        return self.directory / match[0]

    def prepare(self) -> None:
        """Make the directory, for its owner only."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.directory.chmod(0o700)

    def begin(self) -> Path:
        """A new, empty folder that nobody reads yet."""
        folder = self.directory / f"{FORMAT}-{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        return folder

    def publish(self, folder: Path) -> None:
        """Make `folder` the one in use, and remove every other. Readers of the old one keep their open files."""
        _settle(folder)
        _replace(self._pointer, folder.name)
        for other in self.directory.iterdir():
            if other != folder and other.is_dir() and _NAME.fullmatch(other.name):
                self.discard(other)

    def discard(self, folder: Path) -> None:
        """Remove a folder that is not in use."""
        shutil.rmtree(folder, ignore_errors=True)


def read_watermark(folder: Path) -> int | None:
    """How far the texts of this folder reach, as its writer noted; None when nothing was noted."""
    try:
        value = json.loads((folder / _WATERMARK).read_bytes())["watermark"]
    except FileNotFoundError:
        return None
    if not isinstance(value, int):
        raise ValueError("the watermark is no number")
    return value


def write_watermark(folder: Path, value: int) -> None:
    """Note how far the texts reach. The index files are on the disk first: the note never promises too much."""
    _settle(folder)
    _replace(folder / _WATERMARK, json.dumps({"watermark": value}))


def _settle(folder: Path) -> None:
    """Have the disk hold every file of a folder. Whoosh itself never asks for that."""
    for path in folder.iterdir():
        if path.is_file():
            _sync(path)
    _sync(folder)


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.draft")
    try:
        draft.write_text(text)
        _sync(draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Where files are kept: the folder `files` of the instance, under random names that nobody outside chose.

A kept file is on the disk for good before the row that names it is committed. One whose row never came is swept
away a day later. What is there is never overwritten.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from portal.core.clock import now
from portal.core.errors import NoRoom, PortalError

SWEPT_AFTER = timedelta(days=1)
_KEY = re.compile(r"[0-9a-f]{32}")
_CHUNK = 1 << 20
_PART = ".part"


class TooLarge(PortalError):
    """The file goes on beyond what may be kept."""


class Lost(PortalError):
    """A row names a file that is not on the disk, as after a database was restored without its files."""


@dataclass(frozen=True)
class Kept:
    """A file on the disk: its key for the row, its size in bytes, and its SHA-256 in hexadecimal digits."""

    key: str
    size: int
    sha256: str


def folder() -> Path:
    """The folder of this site's files."""
    return Path(current_app.instance_path) / "files"


def path_of(key: str) -> Path:
    """Where the file of `key` is; raises `Lost` where it is not."""
    path = _place(key)
    if not path.is_file():
        raise Lost(key)
    return path


def keep(stream: BinaryIO, largest: int) -> Kept:
    """Write `stream` to the disk for good, at most `largest` bytes of it; raises `TooLarge` or `NoRoom`."""
    place = _place(secrets.token_hex(16))
    part = place.with_suffix(_PART)
    try:
        _make(place.parent)
        size, digest = _write(stream, part, largest)
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # ours alone before it is replaced
        part.replace(place)
        _sync(place.parent)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise NoRoom from error
        raise
    return Kept(place.name, size, digest)


def remove(key: str) -> None:
    """Take the file of `key` away at once, after the row that named it is gone. Again does no harm."""
    place = _place(key)
    place.unlink(missing_ok=True)
    if place.parent.is_dir():
        _sync(place.parent)


def sweep(known: Container[str]) -> int:
    """Take away what is older than a day and not in `known` (the keys of all rows); how many files went."""
    oldest = (now() - SWEPT_AFTER).timestamp()
    gone = 0
    for path in _all_files():
        with contextlib.suppress(FileNotFoundError):
            if path.name not in known and path.stat().st_mtime < oldest:
                path.unlink()
                gone += 1
    return gone


def _all_files() -> Iterator[Path]:
    for path in folder().glob("[0-9a-f][0-9a-f]/*"):
        if _KEY.fullmatch(path.name.removesuffix(_PART)):
            yield path


def _place(key: str) -> Path:
    if not _KEY.fullmatch(key):
        raise Lost(key)
    return folder() / key[:2] / key


def _make(fan: Path) -> None:
    for made in (fan.parent, fan):
        if not made.is_dir():
            made.mkdir(mode=0o700, exist_ok=True)
            _sync(made.parent)


def _write(stream: BinaryIO, path: Path, largest: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > largest:
                raise TooLarge
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _sync(path: Path) -> None:
    directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)

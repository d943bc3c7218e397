"""The list of what was erased, kept in a file beside the database: a backup that is put back knows nothing of it.

A line is on the disk before the transaction that erases is committed. So after a crash the list may name a text that
is still there, and the next replay erases it; never the other way round.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app

from portal.core.formats import iso
from portal.retention.models import AskedBy


@dataclass(frozen=True)
class Line:
    """One text that was erased, by what the public record calls it."""

    subject: str
    erased_at: datetime
    asked_by: AskedBy


def path() -> Path:
    """Where the list lies."""
    return Path(current_app.instance_path) / "tombstones.jsonl"


def append(lines: Iterable[Line]) -> None:
    """Add lines for good: they are on the disk when this returns."""
    text = "".join(json.dumps(_plain(line), separators=(",", ":")) + "\n" for line in lines)
    handle = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.write(handle, (_end_of_torn_line(handle) + text).encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _plain(line: Line) -> dict[str, str]:
    return {"subject": line.subject, "erased_at": iso(line.erased_at), "asked_by": line.asked_by}


def _end_of_torn_line(handle: int) -> str:
    size = os.fstat(handle).st_size
    return "\n" if size and os.pread(handle, 1, size - 1) != b"\n" else ""


def read(start: int = 0) -> tuple[list[Line], int]:
    """The lines that begin at byte `start` or later, and where they end. What a power cut tore is passed over."""
    try:
        raw = path().read_bytes()
    except FileNotFoundError:
        return [], 0
    whole = raw[: raw.rfind(b"\n") + 1]
    start = start if start <= len(whole) else 0  # another file was put there
    return list(_parsed(whole[start:])), len(whole)


def _parsed(raw: bytes) -> Iterator[Line]:
    for line in raw.split(b"\n"):
        try:
            values = json.loads(line)
            moment = datetime.fromisoformat(values["erased_at"])
            yield Line(str(values["subject"]), moment, AskedBy(values["asked_by"]))
        except (ValueError, KeyError, TypeError):
            continue

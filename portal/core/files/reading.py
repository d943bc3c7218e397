"""What a file says: its pages and its text, read in a process of its own that cannot hurt the rest.

That process (`reader.py`) has bounds of time, memory and output, and knows neither settings nor secrets. What it
answers is checked again: it may have been taken over by the file it read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.core.files.types import Kind
from portal.core.forms import clean_text

LONGEST_TEXT = 1_000_000
MOST_PAGES = 100_000
_READER = Path(__file__).with_name("reader.py")
_ANSWER = 8 * LONGEST_TEXT


class ReadState(StrEnum):
    """What came of reading a file."""

    READ = "read"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Reading:
    """The outcome: pages where the kind has any; the text, `cut` where the file says more than we keep."""

    state: ReadState
    pages: int | None = None
    text: str = ""
    cut: bool = False


@dataclass(frozen=True)
class Bounds:
    """What the reading process may use: seconds by the clock, bytes of memory."""

    seconds: int = 60
    memory: int = 400_000_000


UNREADABLE = Reading(ReadState.UNREADABLE)
USUAL = Bounds()


def read(path: Path, kind: Kind, bounds: Bounds = USUAL) -> Reading:
    """Read the file at `path`; what goes wrong with it is an answer, never an exception."""
    with path.open("rb") as file, tempfile.TemporaryFile() as answer:
        limits = (str(bounds.seconds), str(bounds.memory), str(_ANSWER), str(LONGEST_TEXT))
        command = [sys.executable, "-I", "-B", str(_READER), kind.value, *limits]
        try:
            done = subprocess.run(
                command,
                stdin=file,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=bounds.seconds,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return UNREADABLE
        if done.returncode != 0:
            return UNREADABLE
        answer.seek(0)
        return _checked(answer.read(_ANSWER))


def _checked(answer: bytes) -> Reading:
    try:
        said: Any = json.loads(answer)
        pages, text = said["pages"], said["text"]
        if not isinstance(text, str) or not (pages is None or (type(pages) is int and 0 <= pages <= MOST_PAGES)):
            return UNREADABLE
        cleaned = (clean_text(text) or "")[:LONGEST_TEXT]
        return Reading(ReadState(said["state"]), pages, cleaned, bool(said["cut"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNREADABLE

"""What a file says: its pages and its text, read in a process of its own (`reader.py`) that cannot hurt the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.core.files.apart import Bounds, answer_of
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


UNREADABLE = Reading(ReadState.UNREADABLE)
USUAL = Bounds()


def read(path: Path, kind: Kind, bounds: Bounds = USUAL) -> Reading:
    """Read the file at `path`; what goes wrong with it is an answer, never an exception."""
    with path.open("rb") as file:
        answer = answer_of(_READER, (kind.value, str(LONGEST_TEXT)), file, bounds, _ANSWER)
    return UNREADABLE if answer is None else _checked(answer)


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

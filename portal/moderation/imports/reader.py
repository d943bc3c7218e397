"""Taking a feedback file apart: bytes to text, text to cells, cells to records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core import tables
from portal.core.imports import BadRecord, Refusal, UnreadableFile
from portal.moderation.imports.records import FeedbackRecord, read_record

REQUIRED = ("timestamp", "comment-id", "moderated", "comment-body")
OPTIONAL = ("agrees", "disagrees", "author-id", "is-seed")
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FeedbackFile:
    """What a file holds: the records that can be used and those that cannot."""

    records: tuple[FeedbackRecord, ...]
    refusals: tuple[Refusal, ...]

    @property
    def count(self) -> int:
        """How many records the file has."""
        return len(self.records) + len(self.refusals)


@dataclass(frozen=True)
class _Layout:
    """Where the columns stand, in a file with this delimiter."""

    delimiter: str
    width: int
    places: dict[str, int]


def read_feedback(raw: bytes, now: datetime) -> FeedbackFile:
    """Read a whole file; raises `UnreadableFile`. Times later than a day after `now` are not believed."""
    text = tables.decode(raw)
    layout = _layout(text)
    records: list[FeedbackRecord] = []
    refusals: list[Refusal] = []
    for number, cells in tables.numbered(text, layout.delimiter):
        try:
            records.append(read_record(number, _named(cells, layout), now + A_DAY))
        except BadRecord as problem:
            refusals.append(Refusal(number, str(problem)))
    return FeedbackFile(tuple(records), tuple(refusals))


def _layout(text: str) -> _Layout:
    headers = [(_names(text, delimiter), delimiter) for delimiter in tables.DELIMITERS]
    names, delimiter = max(headers, key=lambda found: len(set(REQUIRED) & set(found[0])))
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise UnreadableFile(f"the file has no column named {', '.join(missing)}; {tables.has_columns(names)}")
    counted = Counter(names)
    twice = [name for name in (*REQUIRED, *OPTIONAL) if counted[name] > 1]
    if twice:
        raise UnreadableFile(f"the file has more than one column named {', '.join(twice)}")
    places = {name: names.index(name) for name in (*REQUIRED, *OPTIONAL) if name in names}
    return _Layout(delimiter, len(names), places)


def _names(text: str, delimiter: str) -> list[str]:
    return [re.sub(r"[\s_-]+", "-", name.strip().lower()) for name in tables.header(text, delimiter)]


def _named(cells: Sequence[str], layout: _Layout) -> dict[str, str]:
    if len(cells) != layout.width:
        raise BadRecord(f"it has {len(cells)} columns where the file has {layout.width}")
    named = {name: cells[place] for name, place in layout.places.items()}
    if _swallowed(named["comment-body"], layout):
        raise BadRecord("its text seems to hold the next record: a quotation mark may not be closed")
    return named


def _swallowed(body: str, layout: _Layout) -> bool:
    """Whether a later line of a text looks like a record of its own: its verdict would be lost inside."""
    place = layout.places["timestamp"]
    for line in body.splitlines()[1:]:
        cells = line.split(layout.delimiter)
        if len(cells) >= layout.width and re.fullmatch(r"[0-9]{12,13}", cells[place].strip()):
            return True
    return False

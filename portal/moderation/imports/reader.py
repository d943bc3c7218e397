"""Taking a feedback file apart: bytes to text, text to cells, cells to records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.moderation.imports.records import BadRecord, FeedbackRecord, Refusal, read_record

REQUIRED = ("timestamp", "comment-id", "moderated", "comment-body")
OPTIONAL = ("agrees", "disagrees", "author-id", "is-seed")
DELIMITERS = (",", ";", "\t")
LARGEST_FILE = 64_000_000
A_DAY = timedelta(days=1)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableFile(ValueError):
    """The file as a whole cannot be used; the message says why. Nothing of it may be imported."""


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
    text = decode(raw)
    layout = _layout(text)
    records: list[FeedbackRecord] = []
    refusals: list[Refusal] = []
    for number, cells in _numbered(text, layout.delimiter):
        try:
            records.append(read_record(number, _named(cells, layout), now + A_DAY))
        except BadRecord as problem:
            refusals.append(Refusal(number, str(problem)))
    return FeedbackFile(tuple(records), tuple(refusals))


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8 or, with a byte order mark, UTF-16.

    Bytes that do not fit become lone surrogates, so that only the records they stand in are refused.
    """
    if len(raw) > LARGEST_FILE:
        raise UnreadableFile(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    if raw.startswith(_UTF16_MARKS):
        try:
            return raw.decode("utf-16", "surrogatepass")
        except UnicodeDecodeError as error:
            raise UnreadableFile("the file says that it is UTF-16, but it ends within a character") from error
    return raw.decode("utf-8-sig", "surrogateescape")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # strict: what follows a closing quotation mark must be the next column. Otherwise a mark that is never
    # closed would quietly swallow the records after it, rejected ones among them.
    lines = io.StringIO(text, newline="")  # splits at line ends only; str.splitlines knows many more
    return (row for row in csv.reader(lines, delimiter=delimiter, strict=True) if row)


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every record below the header with its number, counted from 1; blank lines do not count."""
    usual_limit = csv.field_size_limit(LARGEST_FILE)
    rows, number = _rows(text, delimiter), 0
    try:
        next(rows)
        for number, row in enumerate(rows, start=1):
            yield number, row
    except csv.Error as error:
        raise UnreadableFile(
            f"record {number + 1}: its quotation marks do not pair up ({error}), "
            "so where records begin and end cannot be told"
        ) from error
    finally:
        csv.field_size_limit(usual_limit)


def _layout(text: str) -> _Layout:
    headers = [(_header(text, delimiter), delimiter) for delimiter in DELIMITERS]
    names, delimiter = max(headers, key=lambda found: len(set(REQUIRED) & set(found[0])))
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise UnreadableFile(f"the file has no column named {', '.join(missing)}; {_has(names)}")
    counted = Counter(names)
    twice = [name for name in (*REQUIRED, *OPTIONAL) if counted[name] > 1]
    if twice:
        raise UnreadableFile(f"the file has more than one column named {', '.join(twice)}")
    places = {name: names.index(name) for name in (*REQUIRED, *OPTIONAL) if name in names}
    return _Layout(delimiter, len(names), places)


def _header(text: str, delimiter: str) -> list[str]:
    try:
        row = next(_rows(text, delimiter), [])
    except csv.Error:
        return []
    return [re.sub(r"[\s_-]+", "-", name.strip().lower()) for name in row]


def _has(names: Sequence[str]) -> str:
    shown = [name for name in names[:20] if name.isprintable() and name]
    return f"it has {', '.join(shown)[:300]}" if shown else "its first line holds no names of columns"


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

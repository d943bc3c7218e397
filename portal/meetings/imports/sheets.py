"""Tables: finding the row of names, and reading each row below it."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from typing import Any

from portal.core import tables
from portal.core.imports import BadRecord, Refusal, UnreadableFile
from portal.meetings.imports import names
from portal.meetings.imports.loose import called, read_loose
from portal.meetings.imports.moments import read_moment
from portal.meetings.imports.records import MOST_RECORDS, Found

_LINES_ABOVE = 10
_MOST_COLUMNS = 500
UNTITLED = "Meeting"


@dataclass(frozen=True)
class _Sheet:
    """The rows below the names, numbered from 1."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    delimiter: str


def read_table(text: str, zone: tzinfo) -> Iterator[Found | Refusal]:
    """Every row of a table: read, or refused with its number and name; raises `UnreadableFile`."""
    sheet = _sheet(text)
    date_places = [place for place, name in enumerate(sheet.names) if names.is_date_name(name)]
    day_first = _is_day_first(row[place] for _, row in sheet.rows for place in date_places if place < len(row))
    passed_over = _shared_ids(sheet)
    nameless = not {names.plain(name) for name in sheet.names} & {*names.TITLES, *names.BODIES}
    for number, row in sheet.rows:
        values: dict[str, Any] = {}
        try:
            values = _values(row, sheet, date_places)
            kept = {name: value for name, value in values.items() if name not in passed_over}
            yield read_loose(number, kept, zone, day_first=day_first, untitled=UNTITLED if nameless else "")
        except BadRecord as problem:
            yield Refusal(number, str(problem), called(values or dict(zip(sheet.names, row, strict=False))))


def _sheet(text: str) -> _Sheet:
    found = [
        (names.known(row), place, row, delimiter)
        for delimiter in tables.DELIMITERS
        for place, row in enumerate(_first_rows(text, delimiter))
    ]
    _, place, titles, delimiter = max(found, key=lambda each: (each[0], -each[1]), default=(0, 0, [], ","))
    if not any(map(names.is_date_name, titles)):
        raise UnreadableFile(f"the table has no column with a date; {tables.has_columns(titles)}")
    if len(titles) > _MOST_COLUMNS:
        raise UnreadableFile(f"the table has more than {_MOST_COLUMNS} columns")
    below = (row for _, row in islice(tables.numbered(text, delimiter), place, None))
    filled = [row for row in below if any(cell.strip() for cell in row)]
    if len(filled) > MOST_RECORDS:
        raise UnreadableFile(f"the table has more than {MOST_RECORDS:,} rows")
    return _Sheet(_distinct(titles), tuple(enumerate(filled, 1)), delimiter)


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        for row in islice(tables.rows(text, delimiter), _LINES_ABOVE):
            found.append(row)
    except csv.Error:
        return found
    return found


def _distinct(titles: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns; the second of a kind gets a number, so that its cells are not lost."""
    seen: Counter[str] = Counter()
    found = []
    for title in titles:
        name = title.replace("\ufeff", "").strip()
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(found)


def _values(row: list[str], sheet: _Sheet, date_places: Sequence[int]) -> dict[str, Any]:
    if any(cell.strip() for cell in row[len(sheet.names) :]):
        raise BadRecord(f"it has {len(row)} columns where the file has {len(sheet.names)}")
    if any(_swallowed(cell, sheet, date_places) for cell in row if "\n" in cell):
        raise BadRecord("one of its cells seems to hold the next record: a quotation mark may not be closed")
    return {name: _cell(cell) for name, cell in zip(sheet.names, row, strict=False)}


def _swallowed(cell: str, sheet: _Sheet, date_places: Sequence[int]) -> bool:
    """Whether a later line of a cell looks like a record of its own, which would be lost inside."""
    for each in cell.splitlines()[1:]:
        cells = each.split(sheet.delimiter)
        if len(cells) >= len(sheet.names) > 1 and any(_is_day(cells[place]) for place in date_places):
            return True
    return False


def _is_day(text: str) -> bool:
    try:
        return bool(read_moment(text))
    except BadRecord:
        return False


def _cell(text: str) -> Any:
    """A cell's text, or what it says in JSON."""
    stripped = text.strip()
    if stripped[:1] in ("{", "[") and len(stripped) < 20_000:
        try:
            return json.loads(stripped)
        except (ValueError, RecursionError):
            return text
    return text


def _is_day_first(cells: Iterator[str]) -> bool:
    """Whether some dates make sense only with the day before the month, and none the other way round."""
    pairs = [
        (int(found[1]), int(found[2]))
        for cell in cells
        if (found := re.match(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}", cell))
    ]
    return any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)


def _shared_ids(sheet: _Sheet) -> set[str]:
    """Columns that are called ids, but are empty or the same in some rows: they tell no records apart."""
    shared = set()
    for place, name in enumerate(sheet.names):
        if names.plain(name) in names.IDS:
            cells = [row[place].strip() if place < len(row) else "" for _, row in sheet.rows]
            if "" in cells or len(set(cells)) < len(cells):
                shared.add(name)
    return shared

"""Tables: finding the names of the columns, and each row as names with cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from portal.core import tables
from portal.core.imports import UnreadableFile
from portal.projects.imports import names
from portal.projects.imports.records import MOST_RECORDS

_LINES_ABOVE = 10
_MOST_COLUMNS = 300

Row = dict[str, Any]


def read_table(text: str) -> list[tuple[Row, str]]:
    """Every row as its cells by column, with the reason why it cannot be read; raises `UnreadableFile`."""
    place, titles, delimiter = _titles(text)
    insist_on_parts(titles, "table")
    columns = _distinct(titles)
    found: list[tuple[Row, str]] = []
    for row in _below(text, delimiter, place):
        reason = ""
        if any(cell.strip() for cell in row[len(columns) :]):
            reason = f"it has {len(row)} columns where the file has {len(columns)}"
        elif any(_swallowed(cell, len(columns), delimiter) for cell in row if "\n" in cell):
            reason = "one of its cells seems to hold the next row: a quotation mark may not be closed"
        found.append(({name: cell for name, cell in zip(columns, row, strict=False) if name}, reason))
        if len(found) > MOST_RECORDS:
            raise UnreadableFile(f"the table has more than {MOST_RECORDS:,} rows")
    return found


def insist_on_parts(titles: Sequence[str], what: str) -> None:
    """Refuse a file that has no column for ids or none for titles, and say which columns it has."""
    plain = {names.plain(title) for title in titles}
    lacks = []
    if plain.isdisjoint(names.IDS):
        lacks.append("an id, such as project_id")
    if plain.isdisjoint(names.TITLES):
        lacks.append("a title, such as project_name")
    if lacks:
        raise UnreadableFile(
            f"the {what} has no column for {' and none for '.join(lacks)}; {tables.has_columns(list(titles))}"
        )


def _titles(text: str) -> tuple[int, list[str], str]:
    """Where the names of the columns stand: in one of the first lines, between signs of one kind."""
    found = [
        (names.known(row), -place, row, delimiter)
        for delimiter in tables.DELIMITERS
        for place, row in enumerate(_first_rows(text, delimiter))
    ]
    _, place, titles, delimiter = max(found, key=lambda each: each[:2], default=(0, 0, [], ","))
    if len(titles) > _MOST_COLUMNS:
        raise UnreadableFile(f"the table has more than {_MOST_COLUMNS} columns")
    return -place, titles, delimiter


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        for row in islice(tables.rows(text, delimiter), _LINES_ABOVE):
            found.append(row)
    except csv.Error:
        return found
    return found


def _below(text: str, delimiter: str, place: int) -> Iterator[list[str]]:
    rows = (row for _, row in islice(tables.numbered(text, delimiter), place, None))
    return (row for row in rows if any(cell.strip() for cell in row))


def _distinct(titles: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns; the second of a kind gets a number, so that its cells are not lost."""
    seen: Counter[str] = Counter()
    found = []
    for place, title in enumerate(titles, 1):
        name = title.replace("\ufeff", "").strip() or f"column {place}"
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(found)


def _swallowed(cell: str, columns: int, delimiter: str) -> bool:
    """Whether a later line of a cell looks like a row of its own, which would be lost inside."""
    return columns > 3 and any(each.count(delimiter) >= columns - 1 for each in cell.splitlines()[1:])

"""Choices that lie in a file of their own beside the workbook: a table with a column `name` and a column `label`."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from portal.core.imports import UnreadableFile
from portal.core.tables import DELIMITERS, decode_leniently, header, numbered
from portal.core.translated import Translated
from portal.surveys.definition import Choice
from portal.surveys.xlsform import words
from portal.surveys.xlsform.shapes import Problem
from portal.surveys.xlsform.texts import Texts

MOST_CHOICES = 5_000
_TAKEN = frozenset({"list_name", "name", "label"})  # what the sheet of choices calls its own
_COLUMN = re.compile(r"[^\W\d][\w.-]*")  # what a filter can name
_NO_NAME = re.compile(r"[^\w-]+")


@dataclass
class Attached:
    """The files that came with a workbook, by name. Each is read once; `others` are the lists of the workbook."""

    files: Mapping[str, bytes]
    texts: Texts
    others: Collection[str] = ()
    problems: list[Problem] = field(default_factory=list)
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def list_of(self, file: str, value: str, label: str) -> str | None:
        """The name of the list in `file`, with these columns as name and label; None where there is no such file."""
        if not file.endswith(".csv") or file not in self.files:
            return None
        name = self._named(file.removesuffix(".csv"), *(() if (value, label) == ("name", "label") else (value, label)))
        if name not in self.lists:
            self.lists[name] = self._choices(file, value, label)
        return name

    def _named(self, *parts: str) -> str:
        """A name for a list, which is none of the sheet's and does not look like a file's."""
        name = _NO_NAME.sub("_", "_".join(parts))
        return f"{name}_of_file" if name in self.others else name

    def _choices(self, file: str, value: str, label: str) -> tuple[Choice, ...]:
        try:
            columns, rows = _table(self.files[file])
        except (UnreadableFile, csv.Error) as error:
            self.problems.append(words.bad_file(file, str(error)))
            return ()
        lacking = [column for column in (value, label) if not _those(columns, column)]
        self.problems += [words.column_missing(file, column) for column in lacking]
        if len(rows) > MOST_CHOICES:
            self.problems.append(words.too_long(file, MOST_CHOICES))
        if lacking or len(rows) > MOST_CHOICES:
            return ()
        found = [self._choice(dict(zip(columns, row, strict=False)), value, label) for row in rows]
        names = [choice.name for choice in found if choice.name]
        if len(set(names)) < len(names):
            self.problems.append(words.twice_in_file(file, next(name for name in names if names.count(name) > 1)))
        return tuple(choice for choice in found if choice.name)

    def _choice(self, row: Mapping[str, str], value: str, label: str) -> Choice:
        said = {_language(column): row[column] for column in _those(tuple(row), label)}
        text = Translated({**self.texts.read(said.pop("", "")), **self.texts.read(said)})
        rest = {column: cell for column, cell in row.items() if cell and _COLUMN.fullmatch(column)}
        return Choice(row[value].strip(), text, {key: rest[key] for key in rest if key not in {value, label, *_TAKEN}})


def _table(content: bytes) -> tuple[tuple[str, ...], list[list[str]]]:
    text, _notes = decode_leniently(content)
    delimiter = max(DELIMITERS, key=lambda one: len(header(text, one)))
    columns = tuple(name.strip() for name in header(text, delimiter))
    return columns, [] if not columns else [
        row for _number, row in numbered(text, delimiter) if any(cell.strip() for cell in row)
    ]


def _those(columns: tuple[str, ...], wanted: str) -> list[str]:
    return [column for column in columns if column == wanted or column.startswith(f"{wanted}::")]


def _language(column: str) -> str:
    return column.partition("::")[2].strip()

"""Tables as one long table for spreadsheet programs: a figure in each row."""

from __future__ import annotations

from collections.abc import Iterator

from portal.core.translated import Translated
from portal.surveys.results.shapes import Line, Results, Table

HEADER = ("question", "label", "dimension", "group", "answer", "answer_label", "from", "below", "number", "hidden")
Row = tuple[object, ...]


def sheet(results: Results) -> Iterator[Row]:
    """All figures; where one is hidden its number is empty and "hidden" is yes."""
    for table in results.tables:
        if table.withheld:
            yield (*_question(table), "", "", "", "", "", "", "", "yes")
            continue
        for line in table.lines:
            yield _row(table, "", "", line, line.n)
        for name, n in (("asked", table.asked), ("no answer", table.blank), ("not asked", table.not_asked)):
            yield (*_question(table), "", "", f"({name})", "", "", "", *_figure(n))
        for cross in table.crosses:
            for row in cross.rows:
                for line, n in zip(table.lines, row.cells, strict=True):
                    yield _row(table, cross.dimension, row.name or "(others)", line, n)


def _row(table: Table, dimension: str, group: str, line: Line, n: int | None) -> Row:
    ends = ("" if end is None else end for end in (line.low, line.high))
    return (*_question(table), dimension, group, line.name, _words(line.label), *ends, *_figure(n))


def _question(table: Table) -> tuple[str, str]:
    return table.path, _words(table.label)


def _words(label: Translated) -> str:
    return label.best("en").text if label else ""


def _figure(n: int | None) -> tuple[object, str]:
    return ("", "yes") if n is None else (n, "no")

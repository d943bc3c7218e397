"""The tables as one long list: a figure in each row, for spreadsheet programs and statistics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.surveys.results.shapes import Line, Results, Table


@dataclass(frozen=True)
class ResultRow:
    """One figure. `figure` is "asked", "answered", "blank", "not_asked" or "answer"; `n` "" where it is hidden."""

    question: str
    label: str
    dimension: str
    group: str
    figure: str
    answer: str
    n: int | str


def rows_of(results: Results) -> Iterator[ResultRow]:
    """Every figure of the results, those of a question together, its groups behind everybody."""
    for table in results.tables:
        label = next(iter(table.label.values()), "")
        for figure, n in _bases(table).items():
            yield _row(table, label, "", "", figure, "", n)
        for line in table.lines:
            yield _row(table, label, "", "", "answer", named(line), line.n)
        for cross in table.crosses:
            for group in cross.rows:
                yield _row(table, label, cross.dimension, group.name, "asked", "", group.asked)
                yield _row(table, label, cross.dimension, group.name, "blank", "", group.blank)
                for line, n in zip(table.lines, group.cells, strict=True):
                    yield _row(table, label, cross.dimension, group.name, "answer", named(line), n)


def named(line: Line) -> str:
    """The name of a choice, or the bounds of a bin: from the first on, below the second."""
    if line.low is None and line.high is None:
        return line.name
    return f"{'' if line.low is None else f'{line.low:g}'}..{'' if line.high is None else f'{line.high:g}'}"


def _bases(table: Table) -> dict[str, int | None]:
    if table.withheld:
        return {"asked": None}
    return {
        "asked": table.asked,
        "answered": table.answered,
        "blank": table.blank,
        "not_asked": table.not_asked,
    }


def _row(table: Table, label: str, dimension: str, group: str, figure: str, answer: str, n: int | None) -> ResultRow:
    return ResultRow(table.path, label, dimension, group, figure, answer, "" if n is None else n)

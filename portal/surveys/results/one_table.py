"""The table of one question, with what must be hidden of it hidden.

Where people may pick several choices, those do not add up: each choice is then a table of its own, of those who picked
it and those who did not, and the blank ones stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.core.translated import Translated
from portal.surveys.definition import Question
from portal.surveys.models import Mark
from portal.surveys.results.columns import Columns, mean_places
from portal.surveys.results.counts import Counted
from portal.surveys.results.hiding import Figures, Hidden, K, hide
from portal.surveys.results.numbers import quartiles, read_numbers
from portal.surveys.results.shapes import Cross, CrossRow, Line, Quartiles, Table

_LEAST_FOR_QUARTILES = 4 * K


@dataclass(frozen=True)
class GroupCounts:
    """The figures of a group, or of everybody, and how many belong to it; `name` is "" for those without one."""

    name: str
    label: Translated
    counted: Counted
    size: int

    @property
    def blank(self) -> int:
        """Asked, without an answer."""
        return self.counted.marks[Mark.BLANK]

    @property
    def not_asked(self) -> int:
        """All others of the group."""
        return self.size - self.counted.asked


@dataclass(frozen=True)
class Made:
    """A table, and where something of it is hidden: the names of dimensions, "" for the total."""

    table: Table
    small: frozenset[str]


Rows = Mapping[str, Sequence[GroupCounts]]


def withheld(path: str, label: Translated) -> Table:
    """The table of a question of which nothing can be shown."""
    return Table(path, label, "count", (), None, None, None, None, withheld=True)


def table_of(path: str, question: Question, columns: Columns, everybody: GroupCounts, rows: Rows) -> Made:
    """The table of `question`. `rows` are the groups of each dimension."""
    part = _several if columns.shape == "several" else _one_of
    sheets = [
        (figures, hide(figures))
        for figures in (
            Figures(
                part(columns, everybody)[at],
                {name: [part(columns, group)[at] for group in groups] for name, groups in rows.items()},
                frozenset({len(totals) - 1}),
            )
            for at, totals in enumerate(part(columns, everybody))
        )
    ]
    if any(hidden.withheld for _figures, hidden in sheets):
        return Made(withheld(path, question.label), frozenset({"", *rows}))
    told = {name for name in rows if all(name in hidden.tables for _figures, hidden in sheets)}
    small = {name for name in rows if name not in told or any(hidden.tables[name] for _figures, hidden in sheets)}
    small |= {""} if any(hidden.totals for _figures, hidden in sheets) else set()
    crosses = tuple(
        Cross(name, tuple(_row(sheets, columns.shape, name, at, group) for at, group in enumerate(rows[name])))
        for name in rows
        if name in told and columns.lines
    )
    table = _total(path, question, columns, everybody, [_shown_totals(*sheet) for sheet in sheets])
    return Made(replace(table, crosses=crosses), frozenset(small))


Sheet = tuple[Figures, Hidden]
Shown = list[int | None]


def _one_of(columns: Columns, group: GroupCounts) -> list[list[int]]:
    answered = columns.cells(group.counted) if columns.lines else [group.counted.marks[Mark.ANSWERED]]
    return [[*answered, group.blank, group.not_asked]]


def _several(columns: Columns, group: GroupCounts) -> list[list[int]]:
    asked = group.counted.asked
    status = [group.counted.marks[Mark.ANSWERED], group.blank, group.not_asked]
    return [status, *([n, asked - n, group.not_asked] for n in columns.cells(group.counted))]


def _shown_totals(figures: Figures, hidden: Hidden) -> Shown:
    return [None if at in hidden.totals else n for at, n in enumerate(figures.totals)]


def _shown_row(sheet: Sheet, name: str, at: int) -> Shown:
    figures, hidden = sheet
    row = figures.tables[name][at]
    return [None if (at, column) in hidden.tables[name] else n for column, n in enumerate(row)]


def _row(sheets: Sequence[Sheet], shape: str, name: str, at: int, group: GroupCounts) -> CrossRow:
    shown = [_shown_row(sheet, name, at) for sheet in sheets]
    asked = None if shown[0][-1] is None else group.size - shown[0][-1]
    return CrossRow(group.name, group.label, asked, shown[0][-2], tuple(_cells(shown, shape)))


def _cells(shown: Sequence[Shown], shape: str) -> Shown:
    return [sheet[0] for sheet in shown[1:]] if shape == "several" else shown[0][:-2]


def _total(path: str, question: Question, columns: Columns, everybody: GroupCounts, shown: Sequence[Shown]) -> Table:
    total = everybody.counted
    blank, not_asked = shown[0][-2:]
    asked = None if not_asked is None else total.asked
    answered = total.marks[Mark.ANSWERED] if asked is not None and blank is not None else None
    if columns.shape in {"count", "several"} and answered is None:
        answered = shown[0][0]
    lines = _lines(columns, _cells(shown, columns.shape) if columns.lines else [], asked)
    whole = all(line.n is not None for line in lines)
    if columns.shape == "rank" and whole:
        places = mean_places(lines, total)
        lines = tuple(replace(line, place=place) for line, place in zip(lines, places, strict=True))
    return Table(
        path,
        question.label,
        columns.shape,
        lines,
        asked,
        answered,
        blank,
        not_asked,
        quartiles=_quartiles(columns, total) if whole else None,
    )


def _lines(columns: Columns, cells: Shown, asked: int | None) -> tuple[Line, ...]:
    return tuple(
        replace(line, n=n, share=None if n is None or not asked else round(n / asked, 4))
        for line, n in zip(columns.lines, cells, strict=True)
    )


def _quartiles(columns: Columns, total: Counted) -> Quartiles | None:
    if columns.shape != "numbers" or total.marks[Mark.ANSWERED] < _LEAST_FOR_QUARTILES:
        return None
    return quartiles(read_numbers(total.values))

"""The table of one question, with what must be hidden of it hidden.

Where people may pick several choices, those do not add up. Each choice then makes two tables, both of those who picked
it and those who did not: among all who were asked, and among those who answered. Its figure is hidden where either
hides it. Whoever answered picked one choice at least: where hardly anybody picked more, the sum of the choices tells
of each, so that nothing that lowers one of them is a way out.
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
from portal.surveys.results.numbers import quartiles
from portal.surveys.results.shapes import Cross, CrossRow, Line, Quartiles, Table

_LEAST_FOR_QUARTILES = 4 * K
_PICKED_OR_NOT = 2


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
Sheet = tuple[Figures, Hidden]
Shown = list[int | None]


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
                totals,
                {name: [part(columns, group)[at] for group in groups] for name, groups in rows.items()},
                frozenset({len(totals) - 1} if len(totals) > _PICKED_OR_NOT else ()),
            )
            for at, totals in enumerate(part(columns, everybody))
        )
    ]
    several = columns.shape == "several"
    if any(hidden.withheld for _figures, hidden in sheets) or (several and _tells_by_sum(columns, everybody, sheets)):
        return Made(withheld(path, question.label), frozenset({"", *rows}))
    told = {name for name in rows if all(name in hidden.tables for _figures, hidden in sheets)}
    if several:
        told = {name for name in told if not _row_tells_by_sum(columns, name, rows[name], sheets)}
    small = {name for name in rows if name not in told or any(hidden.tables[name] for _figures, hidden in sheets)}
    small |= {""} if any(hidden.totals for _figures, hidden in sheets) else set()
    crosses = tuple(
        Cross(name, tuple(_row(sheets, columns.shape, name, at, group) for at, group in enumerate(rows[name])))
        for name in rows
        if name in told and columns.lines
    )
    table = _total(path, question, columns, everybody, [_shown_totals(*sheet) for sheet in sheets])
    return Made(replace(table, crosses=crosses), frozenset(small))


def _one_of(columns: Columns, group: GroupCounts) -> list[list[int]]:
    answered = columns.cells(group.counted) if columns.lines else [group.counted.marks[Mark.ANSWERED]]
    return [[*answered, group.blank, group.not_asked]]


def _several(columns: Columns, group: GroupCounts) -> list[list[int]]:
    asked = group.counted.asked
    status = [group.counted.marks[Mark.ANSWERED], group.blank, group.not_asked]
    picked = columns.cells(group.counted)
    among_asked = [[n, asked - n, group.not_asked] for n in picked]
    return [status, *among_asked, *([n, status[0] - n] for n in picked)]


def _slack(columns: Columns, group: GroupCounts) -> int:
    """How many picks there are beyond the first of each who answered."""
    return sum(columns.cells(group.counted)) - group.counted.marks[Mark.ANSWERED]


def _tells_by_sum(columns: Columns, everybody: GroupCounts, sheets: Sequence[Sheet]) -> bool:
    """Whether a choice that nearly all picked would have to be picked by fewer, and the sum of choices forbids it."""
    nearly_all = any(0 < figures.totals[1] < K for figures, _hidden in sheets[1:])
    return nearly_all and _slack(columns, everybody) < K


def _row_tells_by_sum(columns: Columns, name: str, groups: Sequence[GroupCounts], sheets: Sequence[Sheet]) -> bool:
    """Whether a breakdown hides who answered at all, or a choice in a group whose sum of choices tells it."""
    if sheets[0][1].tables[name] or sheets[0][1].totals:
        return True
    hiding = {at for _figures, hidden in sheets[1:] for at, _column in hidden.tables[name]}
    return any(_slack(columns, groups[at]) < K for at in hiding)


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
    if shape != "several":
        return shown[0][:-2]
    choices = (len(shown) - 1) // 2
    pairs = zip(shown[1 : 1 + choices], shown[1 + choices :], strict=True)
    return [None if among_answered[0] is None else among_asked[0] for among_asked, among_answered in pairs]


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
        quartiles=_quartiles(lines, total) if whole and columns.shape == "numbers" else None,
    )


def _lines(columns: Columns, cells: Shown, asked: int | None) -> tuple[Line, ...]:
    return tuple(
        replace(line, n=n, share=None if n is None or not asked else round(n / asked, 4))
        for line, n in zip(columns.lines, cells, strict=True)
    )


def _quartiles(lines: Sequence[Line], total: Counted) -> Quartiles | None:
    """Reckoned from the bins as they are shown, so that they tell nothing beyond these."""
    if total.marks[Mark.ANSWERED] < _LEAST_FOR_QUARTILES:
        return None
    return quartiles([((line.low, line.high), line.n or 0) for line in lines])

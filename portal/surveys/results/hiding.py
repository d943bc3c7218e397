"""Small cells: which figures of one question are hidden, so that nobody can work out a number from 1 to k - 1.

The figures of a question are linked: the total of each column, and for each dimension a table of rows (groups) whose
columns add up to those totals. All columns together are everybody in a row, and how many those are is known.

The method. A cell from 1 to k - 1 is hidden. Then it gets a *way out*: a second table that agrees with everything
published, in which this cell is k. In a table by groups it is a rectangle: what the cell gains, its neighbours in the
row and in the column lose, and the fourth corner gains. For a total, another total loses as much, and so does one row
of every table by groups. All corners are hidden. Where there is no way out, the table is dropped.

Why it holds. A sum of cells that can be worked out is the same in every table that agrees with what is published.
If it holds a hidden small cell x, it also holds a cell that loses k - x on the way out, and that cell has so many:
the sum is k at least. So whatever can be added up or subtracted is 0, or k or more. Hiding more takes no way out away,
therefore one pass is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

K = 5
Place = tuple[int, int]  # row, column


@dataclass(frozen=True)
class Figures:
    """What is known of a question before anything is hidden. `fixed` columns are known from elsewhere."""

    totals: Sequence[int]
    tables: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)
    fixed: frozenset[int] = frozenset()


@dataclass
class Hidden:
    """Which columns of the totals are hidden, and which cells of each table; tables that are not named are dropped.

    `withheld`: not even the totals can be shown.
    """

    totals: set[int]
    tables: dict[str, set[Place]]
    withheld: bool = False


def hide(figures: Figures, k: int = K) -> Hidden:
    """What must be hidden of `figures`."""
    hidden = Hidden(
        {column for column, n in enumerate(figures.totals) if 0 < n < k},
        {name: set(_small(table, k)) for name, table in figures.tables.items()},
    )
    for column in sorted(hidden.totals):
        if not _free_total(figures, hidden, column, k):
            return Hidden(set(), {}, withheld=True)
    for name in list(hidden.tables):
        table, places = figures.tables[name], hidden.tables[name]
        if not all(_free_cell(table, places, place, k, figures.fixed) for place in list(_small(table, k))):
            del hidden.tables[name]
    return hidden


def _small(table: Sequence[Sequence[int]], k: int) -> Iterator[Place]:
    return ((at, column) for at, row in enumerate(table) for column, n in enumerate(row) if 0 < n < k)


def _free_total(figures: Figures, hidden: Hidden, column: int, k: int) -> bool:
    """Hide what gives a small total its way out: as few people and tables as can be. False: there is none."""
    lost = k - figures.totals[column]
    ways = []
    for other, n in enumerate(figures.totals):
        if other == column or other in figures.fixed or n < lost:
            continue
        rows = {
            name: _row_for(figures.tables[name], hidden.tables[name], column, other, lost) for name in hidden.tables
        }
        dropped = sum(at is None for at in rows.values())
        ways.append((dropped, 0 if other in hidden.totals else n, other, rows))
    if not ways:
        return False
    _dropped, _cost, other, rows = min(ways, key=lambda way: way[:3])
    hidden.totals.add(other)
    for name, at in rows.items():
        if at is None:
            del hidden.tables[name]
        else:
            hidden.tables[name] |= {(at, column), (at, other)}
    return True


def _row_for(table: Sequence[Sequence[int]], places: set[Place], column: int, other: int, lost: int) -> int | None:
    rows = [
        (_cost(table, places, [(at, column), (at, other)]), at) for at, row in enumerate(table) if row[other] >= lost
    ]
    return min(rows)[1] if rows else None


def _free_cell(table: Sequence[Sequence[int]], places: set[Place], place: Place, k: int, fixed: frozenset[int]) -> bool:
    """Hide the rectangle that gives a small cell its way out and costs least. False: there is none."""
    at, column = place
    lost = k - table[at][column]
    best: tuple[int, list[Place]] | None = None
    for row, cells in enumerate(table):
        if row == at or cells[column] < lost:
            continue
        for other in range(len(cells)):
            if other == column or other in fixed or table[at][other] < lost:
                continue
            corners = [(at, other), (row, column), (row, other)]
            cost = _cost(table, places, corners)
            if best is None or cost < best[0]:
                best = (cost, corners)
    if best is None:
        return False
    places.update(best[1])
    return True


def _cost(table: Sequence[Sequence[int]], places: set[Place], corners: Sequence[Place]) -> int:
    """How many answers are hidden anew; each cell counts as one more, so that few are hidden."""
    return sum(table[row][column] + 1 for row, column in corners if (row, column) not in places)

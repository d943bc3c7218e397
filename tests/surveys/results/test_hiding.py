"""Nobody can work out a number from 1 to 4: all tables that agree with what is published are gone through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from operator import add, sub

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.surveys.results.hiding import Figures, Hidden, K, hide

Row = tuple[int, ...]


def possible(row: Sequence[int], hidden: Sequence[bool], size: int) -> list[Row]:
    """All rows that agree with what is shown of one, and with how many belong to it."""
    shown = sum(n for n, away in zip(row, hidden, strict=True) if not away)
    places = [at for at, away in enumerate(hidden) if away]
    found = []
    for values in shared(size - shown, len(places)):
        guess = list(row)
        for at, value in zip(places, values, strict=True):
            guess[at] = value
        found.append(tuple(guess))
    return found


def shared(total: int, places: int) -> Iterator[Row]:
    """All ways to share a number out."""
    if not places:
        yield from [()] if total == 0 else []
    elif total >= 0:
        for first in range(total + 1):
            yield from ((first, *rest) for rest in shared(total - first, places - 1))


def worlds(figures: Figures, hidden: Hidden) -> Iterator[tuple[Row, ...]]:
    """Everything that may be true for whoever knows the published figures: the totals, then the rows of each table."""
    size = sum(figures.totals)
    for totals in possible(figures.totals, [at in hidden.totals for at in range(len(figures.totals))], size):
        tables = []
        for name, places in hidden.tables.items():
            rows = [
                possible(row, [(at, column) in places for column in range(len(row))], sum(row))
                for at, row in enumerate(figures.tables[name])
            ]
            tables.append(list(fitting(rows, totals)))
        if all(tables):
            yield totals, *(cells for fits in tables for cells in fits)


def fitting(rows: Sequence[Sequence[Row]], totals: Row) -> Iterator[Row]:
    """All cells of a table, of whose rows these are possible, that add up to the totals."""
    if not rows:
        yield from [] if any(totals) else [()]
        return
    for row in rows[0]:
        left = tuple(map(sub, totals, row))
        if min(left) >= 0:
            yield from ((*row, *others) for others in fitting(rows[1:], left))


def known(figures: Figures, hidden: Hidden) -> set[int]:
    """The figures, and the sums of two in one list, that are the same in every world."""
    if hidden.withheld:
        return set()
    all_worlds = list(worlds(figures, hidden))
    assert all_worlds, "the truth is one of them"
    found: set[int] = set()
    shapes = {len(row) for world in all_worlds for row in world}
    for length in shapes:
        columns = list(zip(*(row for world in all_worlds for row in world if len(row) == length), strict=True))
        sums = (list(map(add, one, other)) for one, other in combinations(columns, 2))
        found |= {values[0] for values in (*columns, *sums) if len(set(values)) == 1}
    return found


cells = st.integers(0, 6)


@st.composite
def questions(draw: st.DrawFn) -> Figures:
    """A question by one dimension of groups."""
    columns, rows = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    table = [draw(st.lists(cells, min_size=columns, max_size=columns)) for _ in range(rows)]
    totals = [sum(column) for column in zip(*table, strict=True)]
    return Figures(totals, {"area": table}, frozenset(draw(st.sets(st.just(columns - 1)))))


@settings(max_examples=60, deadline=None)
@given(questions())
def test_no_small_number_is_the_same_in_all_tables_that_agree(figures: Figures) -> None:
    assert not known(figures, hide(figures)) & set(range(1, K))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_totals_alone_tell_no_small_number(totals: list[int]) -> None:
    figures = Figures(totals)
    assert not known(figures, hide(figures)) & set(range(1, K))


def test_the_attack_finds_what_is_not_hidden_enough() -> None:
    figures = Figures([3, 20, 9])
    assert 3 in known(figures, Hidden({0}, {})), "the rest of the total is told by subtraction"
    assert known(figures, hide(figures)).isdisjoint(range(1, K))


@pytest.mark.parametrize("totals", [[0, 0], [50, 12, 8], [5, 5]])
def test_what_is_large_enough_is_shown(totals: list[int]) -> None:
    assert hide(Figures(totals)) == Hidden(set(), {})


def test_one_answer_among_few_is_withheld() -> None:
    assert hide(Figures([1, 2, 0])).withheld

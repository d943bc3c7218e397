"""Somebody with all published tables tries to work out a number from 1 to 4.

What the attack covers: every figure of questions with one or several choices, and two of a row together (one choice).
He knows how many responded, how large each group is, that rows and columns add up, and of several choices that whoever
answered picked one at least and nobody picked one twice. He succeeds where all worlds that agree have fewer than five.
What it does not cover: bins, rankings, two dimensions at once, and what one question tells of another; somebody who
answered and takes himself away, several who do so together, and what is known about people from elsewhere.
"""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.surveys.models import Mark
from portal.surveys.results import Table, as_json, from_json
from portal.surveys.results.counts import Counted, QuestionCounts, by_question
from portal.surveys.results.hiding import K
from tests.surveys.results.made import counts, people, results
from tests.surveys.results.worlds import Known, Sum


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(10, 70))
def test_no_number_below_five_can_be_worked_out(seed: int, number: int) -> None:
    said = people(seed, number)
    counted = by_question(counts(said))
    for table in results(said).tables:
        if table.path in {"one", "many"} and not table.withheld and table.lines:
            known, targets = _read(table, counted[table.path])
            small = [one for one in targets if 0 < known.value(one) < K]
            assert all(known.can_be(one, K) for one in small), [one for one in small if not known.can_be(one, K)]


def test_the_attack_itself_finds_a_cell_that_stands_alone() -> None:
    known = Known()
    for name, n, published in (("all", 20, 20), ("a", 18, 18), ("b", 2, None)):
        known.count(name, n, published)
    known.add_up(["a", "b"], "all")
    assert not known.can_be({"b": 1}, K)


def test_of_several_choices_nobody_learns_how_many_answered_without_one() -> None:
    said = [{"who": "a", "many": "a b"}] * 18 + [{"who": "a", "many": "b"}] * 2 + [{"who": "a", "many": ""}] * 20
    table = next(one for one in results(said).tables if one.path == "many")
    assert table.withheld or {line.name: line.n for line in table.lines}["a"] is None


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 70))
def test_what_is_kept_is_what_was_made(seed: int, number: int) -> None:
    made = results(people(seed, number))
    assert from_json(as_json(made)) == made
    assert made.responses is None or made.responses == 0 or made.responses >= K


def _read(table: Table, counted: QuestionCounts) -> tuple[Known, list[Sum]]:
    known, targets = Known(), list[Sum]()
    base = counted.total.base
    lines = [line.name for line in table.lines]
    published = [line.n for line in table.lines]
    targets += _row(known, table, "", counted.total, base, (published, table.asked, table.answered, table.blank))
    for cross in table.crosses:
        rows = {row.name: row for row in cross.rows}
        named = [counted.groups[cross.dimension][name] for name in rows if name]
        for name, row in rows.items():
            group = counted.groups[cross.dimension][name] if name else counted.total.without(named)
            targets += _row(known, table, f"{name}/", group, group.base, (row.cells, row.asked, None, row.blank))
        for column in (*lines, "blank", "not asked", "answered"):
            known.add_up([f"{name}/{column}" for name in rows], column)
    return known, targets


def _row(known: Known, table: Table, at: str, counted: Counted, base: int, published: tuple[object, ...]) -> list[Sum]:
    cells, asked, answered, blank = published
    names = [f"{at}{line.name}" for line in table.lines]
    for name, line, n in zip(names, table.lines, cells, strict=True):  # type: ignore[call-overload]
        known.count(name, counted.values[line.name], n)
    known.count(f"{at}blank", counted.marks[Mark.BLANK], blank)  # type: ignore[arg-type]
    known.count(f"{at}not asked", base - counted.asked, None if asked is None else base - asked)  # type: ignore[operator]
    known.count(f"{at}asked", counted.asked, asked)  # type: ignore[arg-type]
    known.count(f"{at}answered", counted.marks[Mark.ANSWERED], answered)  # type: ignore[arg-type]
    known.count(f"{at}all", base, base)
    known.add_up([f"{at}answered", f"{at}blank"], f"{at}asked")
    known.add_up([f"{at}asked", f"{at}not asked"], f"{at}all")
    ends = [f"{at}blank", f"{at}not asked"]
    if table.shape != "several":
        known.add_up(names, f"{at}answered")
        return [{name: 1} for name in (*names, *ends)] + [{a: 1, b: 1} for a, b in combinations((*names, *ends), 2)]
    known.at_least(names, f"{at}answered")
    for name in names:
        known.at_least([f"{at}answered"], name)
    rest: list[Sum] = [{f"{at}answered": 1, name: -1} for name in names]
    rest += [{f"{at}asked": 1, name: -1} for name in names]
    return rest + [{name: 1} for name in (*names, *ends)]

"""Weighted shares beside the unweighted: what the tables would say if each group had its known share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.core.translated import Translated
from portal.surveys.counting import groups_of, leaves
from portal.surveys.definition import Form
from portal.surveys.results.raking import Cell, Raked, rake
from portal.surveys.results.shapes import Results, Table

_SHAPES = frozenset({"choices", "several"})
Answers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class GroupSize:
    """A group of a dimension, and how many of it answered."""

    name: str
    label: Translated
    n: int


@dataclass(frozen=True)
class WeightedLine:
    """A choice: how many gave it, and its share of those who were asked without and with weights."""

    name: str
    label: Translated
    n: int
    share: float
    weighted: float


@dataclass(frozen=True)
class WeightedTable:
    """The choices of a question."""

    path: str
    label: Translated
    lines: tuple[WeightedLine, ...]


def sizes_of(form: Form, groupings: Mapping[str, str], answers: Answers) -> dict[str, list[GroupSize]]:
    """The groups of each dimension by which the survey is broken down."""
    counted = Counter(told for one in answers for told in groups_of(form, one, groupings))
    questions = {"/".join(path): question for path, question in form.questions()}
    return {
        dimension: [
            GroupSize(choice.name, choice.label, counted[dimension, choice.name])
            for choice in form.choices.get(questions[path].choices, ())
        ]
        for dimension, path in groupings.items()
        if path in questions
    }


def weigh(
    form: Form, groupings: Mapping[str, str], answers: Answers, totals: Mapping[str, Mapping[str, float]]
) -> tuple[Raked, list[float]]:
    """Weights by the known totals of some dimensions, and that of each response."""
    cells: list[Cell] = []
    for one in answers:
        told = dict(groups_of(form, one, groupings))
        cells.append(tuple(told.get(dimension, "") for dimension in totals))
    raked = rake(Counter(cells), list(totals.values()))
    return raked, [raked.weights[cell] for cell in cells]


def weighted_tables(results: Results, answers: Answers, weights: Sequence[float]) -> list[WeightedTable]:
    """All questions with choices of which the tables hide nothing."""
    whole = [table for table in results.tables if table.shape in _SHAPES and _is_whole(table)]
    return [made for table in whole if (made := _table(table, answers, weights))]


def _is_whole(table: Table) -> bool:
    return not table.withheld and bool(table.asked) and all(line.n is not None for line in table.lines)


def _table(table: Table, answers: Answers, weights: Sequence[float]) -> WeightedTable | None:
    path, asked, picked = tuple(table.path.split("/")), 0.0, defaultdict[str, float](float)
    for one, weight in zip(answers, weights, strict=True):
        for answer in leaves(one, path):
            if answer is not None:
                asked += weight
                for name in set(answer.split() if table.shape == "several" else [answer.strip()]):
                    picked[name] += weight
    if not asked:
        return None
    lines = (
        WeightedLine(line.name, line.label, line.n or 0, line.share or 0.0, picked[line.name] / asked)
        for line in table.lines
    )
    return WeightedTable(table.path, table.label, tuple(lines))

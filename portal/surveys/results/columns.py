"""The columns in which a question is counted: its choices or bins, then those without an answer, then the not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Form, Kind, Question
from portal.surveys.models import Mark
from portal.surveys.results.counts import Counted
from portal.surveys.results.groups import LEAST_BASE
from portal.surveys.results.hiding import K
from portal.surveys.results.numbers import bins_of, in_bin, read_numbers
from portal.surveys.results.shapes import Line

# Choices with these names, or with a column "refused" in the workbook, are no answer to what was asked.
REFUSED = frozenset(
    {
        "dk",
        "dont_know",
        "don_t_know",
        "do_not_know",
        "dnk",
        "pnts",
        "prefer_not",
        "prefer_not_say",
        "prefer_not_to_say",
        "no_answer",
        "refuse",
        "refused",
        "refuse_to_answer",
        "rf",
        "ns",
        "nr",
        "no_sabe",
        "no_contesta",
        "ns_nr",
    }
)
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_SHAPES = {Kind.SELECT_ONE: "choices", Kind.ACKNOWLEDGE: "choices", Kind.SELECT_MULTIPLE: "several", Kind.RANK: "rank"}


@dataclass(frozen=True)
class Columns:
    """Lines without figures, and how many of a group belong to each."""

    shape: str
    lines: tuple[Line, ...]
    cells: Callable[[Counted], list[int]]


def columns_of(question: Question, form: Form, total: Counted) -> Columns:
    """How `question` is counted. Texts, days and places are only counted; so is what fewer than ten were asked."""
    if total.asked < LEAST_BASE:
        return _NOTHING
    if question.kind in _NUMBERS:
        made = _bins(total)
    elif question.kind in _SHAPES:
        made = _choices(_SHAPES[question.kind], form.choices.get(question.choices, ()), total)
    else:
        return _NOTHING
    whole = made.shape == "several" or sum(made.cells(total)) == total.marks[Mark.ANSWERED]
    return made if whole else _NOTHING


def is_refusal(choice: Choice) -> bool:
    """Whether somebody who picks it did not want to answer, or could not."""
    return choice.name.lower().replace("-", "_") in REFUSED or bool(choice.columns.get("refused", "").strip())


def _choices(shape: str, choices: Sequence[Choice], total: Counted) -> Columns:
    """Choices in the order of the form; behind them what older versions had."""
    labels = {choice.name: choice.label for choice in choices}
    mark = "#1" if shape == "rank" else ""
    given = {value.rpartition("#")[0] if mark else value for value in total.values}
    refused = {choice.name for choice in choices if is_refusal(choice)}
    names = sorted([*labels, *sorted(given - set(labels))], key=refused.__contains__)
    lines = tuple(Line(name, labels.get(name, Translated()), None, None, refused=name in refused) for name in names)
    return Columns(shape, lines, lambda counted: [counted.values[name + mark] for name in names])


def _bins(total: Counted) -> Columns:
    numbers = read_numbers(total.values)
    if not numbers:
        return _NOTHING
    bins = bins_of(numbers, K)
    lines = tuple(Line(str(at), Translated(), None, None, low=low, high=high) for at, (low, high) in enumerate(bins))

    def cells(counted: Counted) -> list[int]:
        found = read_numbers(counted.values)
        return [sum(n for number, n in found if in_bin(number, bounds)) for bounds in bins]

    return Columns("numbers", lines, cells)


_NOTHING = Columns("count", (), lambda counted: [])


def mean_places(lines: Sequence[Line], total: Counted) -> list[float | None]:
    """The mean place of each choice of a ranking; none at all where fewer than k put any choice at any place."""
    by_name: dict[str, Counter[int]] = {line.name: Counter() for line in lines}
    for value, n in total.values.items():
        name, _sign, place = value.rpartition("#")
        if name in by_name and place.isdigit():
            by_name[name][int(place)] += n
    left_out = [total.marks[Mark.ANSWERED] - sum(places.values()) for places in by_name.values()]
    told = [n for places in by_name.values() for n in places.values()] + left_out
    if any(0 < n < K for n in told):
        return [None] * len(lines)
    return [_mean(places) for places in by_name.values()]


def _mean(places: Counter[int]) -> float | None:
    n = sum(places.values())
    return round(sum(place * count for place, count in places.items()) / n, 1) if n else None

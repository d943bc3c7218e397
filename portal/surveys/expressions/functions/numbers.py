"""Functions of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from portal.surveys.expressions.functions.calling import Apply, Arguments, members
from portal.surveys.expressions.values import Value, as_number

if TYPE_CHECKING:
    from portal.surveys.expressions.evaluating import Evaluation, Focus


def of_all(function: Callable[[list[float]], float]) -> Apply:
    """A function of all arguments together, nodes taken one by one: max(${age}), max(1, 2)."""

    def apply(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
        return function([as_number(value) for value in members(run, arguments, focus)])

    return apply


def total(numbers: Iterable[float]) -> float:
    """The sum; with a blank among them it is NaN, as in XPath, and of nothing 0."""
    return float(sum(numbers))


def least(numbers: list[float]) -> float:
    """The smallest number; NaN of nothing, or with a blank among them."""
    return _extreme(min, numbers)


def greatest(numbers: list[float]) -> float:
    """The largest number; NaN of nothing, or with a blank among them."""
    return _extreme(max, numbers)


def _extreme(choose: Callable[[list[float]], float], numbers: list[float]) -> float:
    return math.nan if not numbers or any(map(math.isnan, numbers)) else choose(numbers)


def root(number: float) -> float:
    """The square root; NaN below zero."""
    return math.sqrt(number) if number >= 0 else math.nan


def logarithm(number: float, log: Callable[[float], float] = math.log) -> float:
    """The natural logarithm, or another; of 0 it is -Infinity, below NaN."""
    if number > 0:
        return log(number)
    return -math.inf if number == 0 else math.nan


def pi() -> float:
    """The ratio of a circle's girth to its width."""
    return math.pi

"""How likely blind chance is to find out as much as an attacker did. Exact: no approximation, no random numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from math import comb, factorial
from typing import Any

Shares = Mapping[int, Fraction]  # of all orders, how many reach which figure


def hits(order: Sequence[int]) -> int:
    """How many stand at their own place: whom an attacker names who takes the order as it lies."""
    return sum(one == place for place, one in enumerate(order))


def swaps(order: Sequence[int]) -> int:
    """How many pairs stand the wrong way round (Kendall's distance): very many, or backwards, betray a trend."""
    return sum(one > other for one, other in combinations(order, 2))


def neighbours(order: Sequence[int]) -> int:
    """How many are followed by whoever came next: betrays pieces of the order, wherever they lie."""
    return sum(other == one + 1 for one, other in pairwise(order))


@cache
def _nobody_home(n: int) -> int:
    """How many orders of n leave nobody at their own place."""
    return 1 if n == 0 else n * _nobody_home(n - 1) + (-1) ** n


def _hits_by_chance(n: int) -> Shares:
    return {k: Fraction(comb(n, k) * _nobody_home(n - k), factorial(n)) for k in range(n + 1)}


def _swaps_by_chance(n: int) -> Shares:
    ways = Counter({0: 1})
    for size in range(2, n + 1):
        ways = _sum(ways, dict.fromkeys(range(size), 1))
    return {k: Fraction(count, factorial(n)) for k, count in ways.items()}


def _neighbours_by_chance(n: int) -> Shares:
    def without(m: int) -> int:
        return _nobody_home(m) + (_nobody_home(m - 1) if m else 0)

    return {k: Fraction(comb(n - 1, k) * without(n - k), factorial(n)) for k in range(n)}


def _sum(one: Mapping[int, Any], other: Mapping[int, Any]) -> Counter[int]:
    total: Counter[int] = Counter()
    for figure, share in one.items():
        for more, its in other.items():
            total[figure + more] += share * its
    return total


FIGURES: dict[str, tuple[Callable[[Sequence[int]], int], Callable[[int], Shares]]] = {
    "hits": (hits, _hits_by_chance),
    "swaps": (swaps, _swaps_by_chance),
    "neighbours": (neighbours, _neighbours_by_chance),
}


@cache
def _by_chance(figure: str, n: int, orders: int) -> tuple[float, ...]:
    """The shares of all figures that so many orders of n come to together."""
    shares = [float(share) for _k, share in sorted(FIGURES[figure][1](n).items())]
    total = [1.0]
    for _order in range(orders):
        longer = [0.0] * (len(total) + len(shares) - 1)
        for at, one in enumerate(total):
            for more, other in enumerate(shares):
                longer[at + more] += one * other
        total = longer
    return tuple(total)


def luck(orders: Sequence[Sequence[int]]) -> float:
    """How likely chance does as well as the best reading of these orders, forwards or backwards.

    Each order is of the same people by the order in which they came; 1 where all that could be found is chance.
    """
    n, tried, best = len(orders[0]), 0, 1.0
    for figure, (measure, _shares) in FIGURES.items():
        chances = _by_chance(figure, n, len(orders))
        for reading in (1, -1):
            reached = sum(measure(order[::reading]) for order in orders)
            best, tried = min(best, sum(chances[reached:])), tried + 1
    return min(1.0, best * tried)

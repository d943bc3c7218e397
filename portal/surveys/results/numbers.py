"""Numbers summarised: quartiles, and bins of which each holds enough. First and last bin are open: they name nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import floor, isfinite, log10

from portal.surveys.results.shapes import Quartiles

Bin = tuple[float | None, float | None]
_BINS = 6
_NICE = (1, 2, 5, 10)


def read_numbers(values: Mapping[str, int]) -> list[tuple[float, int]]:
    """The numbers with how many gave each, in order; what is no number is left out."""
    read = ((_number(text), n) for text, n in values.items())
    return sorted((number, n) for number, n in read if number is not None)


def quartiles(bins: Sequence[tuple[Bin, int]]) -> Quartiles:
    """About where a quarter, half and three quarters of all lie; None where that is in a bin without a bound."""
    return Quartiles(_quartile(bins, 0.25), _quartile(bins, 0.5), _quartile(bins, 0.75))


def bins_of(numbers: Sequence[tuple[float, int]], least: int) -> tuple[Bin, ...]:
    """Bins with round bounds; neighbours with fewer than `least` are joined."""
    low, high = _quantile(numbers, 0.05), _quantile(numbers, 0.95)
    step = _nice((high - low) / _BINS, whole=all(number.is_integer() for number, _n in numbers))
    first = floor(low / step) + 1
    edges = [round(at * step, 10) for at in range(first, max(floor(high / step), first) + 1)]
    return _joined(numbers, edges, least)


def in_bin(number: float, bounds: Bin) -> bool:
    """Whether a number lies in a bin."""
    low, high = bounds
    return (low is None or number >= low) and (high is None or number < high)


def _joined(numbers: Sequence[tuple[float, int]], edges: Sequence[float], least: int) -> tuple[Bin, ...]:
    """Edges are kept only where at least `least` lie on either side up to the next one."""
    total, kept, below = sum(n for _number, n in numbers), [], 0
    for edge in edges:
        under = sum(n for number, n in numbers if number < edge)
        if under - below >= least and total - under >= least:
            kept.append(edge)
            below = under
    bounds = [None, *kept, None]
    return tuple(pairwise(bounds))


def _quartile(bins: Sequence[tuple[Bin, int]], share: float) -> float | None:
    """As if all numbers of a bin were spread over it evenly."""
    wanted, seen = share * sum(n for _bounds, n in bins), 0
    for (low, high), n in bins:
        if n and seen + n >= wanted:
            return None if low is None or high is None else round(low + (high - low) * (wanted - seen) / n, 1)
        seen += n
    return None


def _quantile(numbers: Sequence[tuple[float, int]], share: float) -> float:
    wanted, seen = share * sum(n for _number, n in numbers), 0
    for number, n in numbers:
        seen += n
        if seen >= wanted:
            return number
    raise ValueError("no numbers")


def _nice(step: float, *, whole: bool) -> float:
    if step <= 0:
        return 1.0
    power: float = 10.0 ** floor(log10(step))
    found = next(nice * power for nice in _NICE if nice * power >= step * 0.999)
    return max(found, 1.0) if whole else found


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None

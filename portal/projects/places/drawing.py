"""A map without a map server: numbered marks, outlines of areas, a scale. Small, however much there is to show.

Marks that would cover one another become one with a count. Outlines are drawn as coarsely as their budget asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.projects.places.projecting import Projection, projection
from portal.projects.places.shapes import box, lines

MARK = 29  # the width and height of a mark for one project, with the space around it
SIGN = 24
LETTER = 7
MOST_OUTLINE = 12_000  # letters of all outlines together
FINEST, SEEN = 1.5, 20.0  # steps of an outline; what is smaller lies behind its own mark


@dataclass(frozen=True)
class Mark:
    """One mark: its number, the middle and the width of its sign, and which places it stands for, by their order."""

    number: int
    x: int
    y: int
    width: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class Drawing:
    """A map: its height (the width is always the same), marks, outlines as SVG paths, and the scale in meters."""

    height: int
    marks: tuple[Mark, ...]
    outlines: tuple[str, ...]
    scale_meters: int
    scale_length: float

    @property
    def numbers(self) -> dict[int, int]:
        """The number of the mark that stands for each place, by the order of the place."""
        return {place: mark.number for mark in self.marks for place in mark.places}


def draw(geometries: Sequence[Mapping[str, Any] | None]) -> Drawing | None:
    """The map of `geometries`, numbered in their order; None where none of them is a place."""
    runs = {order: found for order, geometry in enumerate(geometries) if (found := lines(geometry))}
    around = box(position for found in runs.values() for run in found for position in run)
    if around is None:
        return None
    flat = projection(around)
    middles = {order: _middle(flat, [p for run in found for p in run]) for order, found in runs.items()}
    outlined = [run for found in runs.values() for run in found if len(run) > 1]
    return Drawing(flat.height, tuple(_marks(middles)), tuple(_outlines(flat, outlined)), *flat.scale)


def _middle(flat: Projection, positions: list[tuple[float, float]]) -> tuple[int, int]:
    around = box(positions)
    assert around is not None  # asked of what has positions
    x, y = flat.point(around.middle)
    return round(x), round(y)


def _marks(middles: Mapping[int, tuple[int, int]]) -> Iterator[Mark]:
    """Marks that do not cover one another. A mark stands where the first of its places lies."""
    heaps: list[tuple[int, int, list[int]]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for order, (x, y) in middles.items():
        column, row = x // MARK, y // MARK
        near = [heap for i in (-1, 0, 1) for j in (-1, 0, 1) for heap in cells.get((column + i, row + j), ())]
        touched = next(
            (heap for heap in near if abs(heaps[heap][0] - x) < MARK and abs(heaps[heap][1] - y) < MARK), None
        )
        if touched is None:
            cells.setdefault((column, row), []).append(len(heaps))
            heaps.append((x, y, [order]))
        else:
            heaps[touched][2].append(order)
    for number, (x, y, places) in enumerate(sorted(_apart(heaps), key=lambda heap: min(heap[2])), 1):
        yield Mark(number, x, y, _width(places, number), tuple(sorted(places)))


def _width(places: Sequence[int], number: int = 99) -> int:
    """How wide a sign must be for its number and, where it stands for several places, how many."""
    return SIGN if len(places) == 1 else LETTER * (len(str(number)) + len(str(len(places))) + 2) + 4


def _apart(heaps: list[tuple[int, int, list[int]]]) -> list[tuple[int, int, list[int]]]:
    """Heaps whose signs, widened by their counts, still touch become one, until none do."""
    while True:
        kept: list[tuple[int, int, list[int]]] = []
        for x, y, places in heaps:
            for left, top, others in kept:
                if abs(top - y) < MARK and abs(left - x) < (_width(others) + _width(places)) / 2 + MARK - SIGN:
                    others.extend(places)
                    break
            else:
                kept.append((x, y, places))
        if len(kept) == len(heaps):
            return kept
        heaps = kept


def _outlines(flat: Projection, runs: Sequence[Sequence[tuple[float, float]]]) -> Iterator[str]:
    least = SEEN / flat.units  # of latitude: cheaper to ask before anything is projected
    drawn = [[flat.point(position) for position in run] for run in runs if max(_span(run)) >= least]
    step = FINEST
    while True:
        paths = [_path(run, step) for run in drawn]
        if sum(map(len, paths)) <= MOST_OUTLINE:
            yield from paths
            return
        drawn, step = [run for run in drawn if max(_span(run)) >= 2 * step], 2 * step


def _span(run: Sequence[tuple[float, float]]) -> tuple[float, float]:
    across, down = zip(*run, strict=True)
    return max(across) - min(across), max(down) - min(down)


def _path(run: Sequence[tuple[float, float]], step: float) -> str:
    """The line as a path of whole units, without the corners that are nearer than `step` to the one before."""
    kept = [run[0]]
    for x, y in run[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    closed = "Z" if run[0] == run[-1] else ""
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in kept) + closed

"""The picture of a timeline: where each day lies between the first and the last, in percent. Pure.

Across, places are shares of the width, so that the words keep their size on every screen; down, they are lines of text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.projects.sheets.noted import MilestoneLine

LEFT, RIGHT = 3.0, 97.0
LETTERS = 40  # what fits into a line on a phone
TITLE_LINES = 2
ROWS = 8  # of one part: it fits on a sheet of paper, and its scale stays in sight
MOST_TICKS = 4
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True)
class Tick:
    """A day on the scale. `whole`: it is said with its day, else as a month."""

    at: float
    on: date
    whole: bool


@dataclass(frozen=True)
class PictureRow:
    """One milestone: its title in lines, and where its days lie; None: not known. `top` is in lines of text."""

    line: MilestoneLine
    title: tuple[str, ...]
    lang: str
    planned_at: float | None
    stands_at: float | None
    top: float
    height: float


@dataclass(frozen=True)
class Picture:
    """One part of the picture with its scale. `today_at` is None where today lies outside."""

    rows: tuple[PictureRow, ...]
    ticks: tuple[Tick, ...]
    today_at: float | None
    height: float


def pictures(lines: Sequence[MilestoneLine], today: date, lang: str, rows: int = ROWS) -> tuple[Picture, ...]:
    """The timeline in parts of so many rows, all on one scale; none where no milestone has a day."""
    days = [day for line in lines for day in (line.planned_on, line.stands_on) if day]
    if not days:
        return ()
    scale = _Scale(min(days), max(days))
    ticks = tuple(scale.ticks())
    today_at = scale.at(today) if scale.first <= today <= scale.last else None
    parts = [lines[start : start + rows] for start in range(0, len(lines), rows)]
    return tuple(_part(part, scale, ticks, today_at, lang) for part in parts)


def _part(
    lines: Iterable[MilestoneLine], scale: _Scale, ticks: tuple[Tick, ...], today_at: float | None, lang: str
) -> Picture:
    made, top = [], 0.0
    for line in lines:
        row = _row(line, scale, lang, top)
        made.append(row)
        top += row.height
    return Picture(tuple(made), ticks, today_at, top)


def _row(line: MilestoneLine, scale: _Scale, lang: str, top: float) -> PictureRow:
    said = line.title.best(lang)
    words = f"{line.key}: {said.text}"
    title = tuple(textwrap.wrap(words, LETTERS, max_lines=TITLE_LINES, placeholder=" …"))
    planned, stands = (scale.at(day) if day else None for day in (line.planned_on, line.stands_on))
    return PictureRow(line, title, said.lang, planned, stands, top, len(title) * 1.3 + 3.9)


class _Scale:
    """The days from the first to the last, and where they lie."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last

    def at(self, day: date) -> float:
        """Where `day` lies, in percent; a single day lies in the middle."""
        length = (self.last - self.first).days
        share = (day - self.first).days / length if length else 0.5
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def ticks(self) -> Iterator[Tick]:
        """The beginnings of months or years, as many as have room; else the first and the last day."""
        for step in _MONTHS:
            found = list(self._months(step))
            if len(found) <= MOST_TICKS:
                break
        if len(found) < 2:
            yield from (Tick(self.at(day), day, True) for day in sorted({self.first, self.last}))
        else:
            yield from (Tick(self.at(day), day, False) for day in found)

    def _months(self, step: int) -> Iterator[date]:
        month = self.first.year * 12 + self.first.month - 1
        month += -month % step
        while (month // 12) <= min(self.last.year, 9999):
            day = date(month // 12, month % 12 + 1, 1)
            if day > self.last:
                return
            if day >= self.first:
                yield day
            month += step

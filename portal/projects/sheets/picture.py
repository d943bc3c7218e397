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
LETTERS = 34  # what fits into a line on a phone
TITLE_LINES = 2
LEGEND, SCALE = 3.2, 2.2  # lines of text over the first milestone
LINE, REST = 1.3, 4.2  # a line of a title; the track, the days in words, and some room
ROWS = 6  # of one part: it fits on a sheet of paper, and its scale stays in sight
MOST_TICKS = 4
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24_000)  # the last serves any two days there are


@dataclass(frozen=True)
class Tick:
    """A day on the scale. `whole`: it is said with its day, else as a month."""

    at: float
    on: date
    whole: bool


@dataclass(frozen=True)
class PictureRow:
    """One milestone: its title in lines, and where its days lie on its track; None: not known."""

    line: MilestoneLine
    title: tuple[str, ...]
    lang: str
    planned_at: float | None
    stands_at: float | None
    top: float

    @property
    def track(self) -> float:
        """How far down its track lies."""
        return round(self.top + len(self.title) * LINE + 1.1, 2)

    @property
    def height(self) -> float:
        """How many lines it takes."""
        return len(self.title) * LINE + REST

    @property
    def shifted(self) -> bool:
        """Whether the day that counts now lies elsewhere than the planned one."""
        return None not in {self.planned_at, self.stands_at} and self.planned_at != self.stands_at


@dataclass(frozen=True)
class Picture:
    """One part of the picture. `axis`: how far down its scale lies; `today_at`: None where today lies outside.

    The `first` part has the legend, and stands for all of them to whoever does not see it.
    """

    rows: tuple[PictureRow, ...]
    ticks: tuple[Tick, ...]
    today_at: float | None
    first: bool
    axis: float
    height: float


def pictures(lines: Sequence[MilestoneLine], today: date, lang: str, rows: int = ROWS) -> tuple[Picture, ...]:
    """The timeline in parts of so many rows, all on one scale; none where no milestone has a day."""
    days = [day for line in lines for day in (line.planned_on, line.stands_on) if day]
    if not days:
        return ()
    scale = _Scale(min(days), max(days))
    ticks = tuple(scale.ticks())
    today_at = scale.at(today) if scale.first <= today <= scale.last else None
    return tuple(
        _part(lines[start : start + rows], scale, ticks, today_at, lang, first=start == 0)
        for start in range(0, len(lines), rows)
    )


def _part(
    lines: Iterable[MilestoneLine],
    scale: _Scale,
    ticks: tuple[Tick, ...],
    today_at: float | None,
    lang: str,
    *,
    first: bool,
) -> Picture:
    axis = SCALE + (LEGEND if first else 0)
    rows, top = [], axis + 0.3
    for line in lines:
        rows.append(_row(line, scale, lang, round(top, 2)))
        top += rows[-1].height
    return Picture(tuple(rows), ticks, today_at, first, axis, round(top, 2))


def _row(line: MilestoneLine, scale: _Scale, lang: str, top: float) -> PictureRow:
    said = line.title.best(lang)
    words = f"{line.key}: {said.text}"
    title = tuple(textwrap.wrap(words, LETTERS, max_lines=TITLE_LINES, placeholder=" …"))
    planned, stands = (scale.at(day) if day else None for day in (line.planned_on, line.stands_on))
    return PictureRow(line, title, said.lang, planned, stands, top)


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

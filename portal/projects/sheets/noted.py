"""What is noted beside a sheet as time goes on: moves of its milestones, scores of its criteria. Pure values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from portal.core.translated import Translated
from portal.projects.models import Verdict


@dataclass(frozen=True)
class Move:
    """One thing said of a milestone: expected then, or reached then; neither: the new day is not known."""

    number: int
    forecast_on: date | None
    actual_on: date | None
    reason: Translated
    posted_at: datetime
    record_seq: int


@dataclass(frozen=True)
class MilestoneLine:
    """One milestone with the day planned, the day expected now, the day reached, and every move, the oldest first.

    `first_planned_on` is the day planned in the first version of the sheet that had the milestone. `dropped_in` is
    the version that has it no more: what was said of it stays readable.
    """

    key: str
    title: Translated
    planned_on: date | None
    moves: tuple[Move, ...] = ()
    first_planned_on: date | None = None
    dropped_in: int | None = None

    @property
    def actual_on(self) -> date | None:
        """The day it was reached, unless something newer was said."""
        return self.moves[-1].actual_on if self.moves else None

    @property
    def forecast_on(self) -> date | None:
        """The day expected now; for one that was reached the last that was expected."""
        *_earlier, last = [self.planned_on, *(move.forecast_on for move in self.moves if move.actual_on is None)]
        return last

    @property
    def stands_on(self) -> date | None:
        """The day that counts now: reached, else expected."""
        return self.actual_on or self.forecast_on

    @property
    def days(self) -> int | None:
        """How many days later than planned it is, below 0: earlier; None where one of the two days is unknown."""
        if self.planned_on is None or self.stands_on is None:
            return None
        return (self.stands_on - self.planned_on).days

    @property
    def times_moved(self) -> int:
        """How often another day was expected than before."""
        return len(list(self._changes()))

    @property
    def reasons(self) -> tuple[Translated, ...]:
        """Why it moved, the oldest reason first, each once and without a full stop at its end."""
        said = (Translated({tag: text.rstrip(" .\n") for tag, text in move.reason.items()}) for move in self._changes())
        return tuple(dict.fromkeys(reason for reason in said if reason))

    def _changes(self) -> Iterator[Move]:
        before = self.planned_on
        for move in self.moves:
            if move.actual_on is None:
                # an unknown day after an unknown day is no move; a first day, where none was planned, is none either
                if move.forecast_on != before and not (self.planned_on is None and move is self.moves[0]):
                    yield move
                before = move.forecast_on


@dataclass(frozen=True)
class Score:
    """How a success criterion was found on a day."""

    number: int
    verdict: Verdict
    result: Translated
    measured_on: date | None
    posted_at: datetime
    record_seq: int


@dataclass(frozen=True)
class Freezing:
    """That the success criteria were frozen: in which version, on which day, and the day work began if it has."""

    version: int
    on: date
    work_began: date | None = None


def next_milestone(lines: Iterable[MilestoneLine]) -> MilestoneLine | None:
    """The milestone that comes next: the earliest that is not reached; those without a day come last."""
    ahead = [line for line in lines if line.actual_on is None and line.dropped_in is None]
    return min(ahead, key=lambda line: line.forecast_on or date.max, default=None)

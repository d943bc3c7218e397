"""Whether enough members were there to decide: arithmetic on the seats in force that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.meetings.minuting.drafts import SeatRow


@dataclass(frozen=True)
class Quorum:
    """The figures: voting seats (vacant ones too), how many must be there, how many were."""

    seats: int
    needed: int
    there: int

    @property
    def is_met(self) -> bool:
        """Whether there was a quorum."""
        return 0 < self.needed <= self.there


def quorum(seats: Sequence[SeatRow], rule: int | None) -> Quorum:
    """The quorum of a meeting with these seats: the committee's own number, else more than half of the voting seats.

    Vacant seats count to the membership. Whoever takes part from afar is there.
    """
    voting = [seat for seat in seats if seat.votes]
    needed = rule or (len(voting) // 2 + 1 if voting else 0)
    return Quorum(len(voting), needed, sum(seat.is_there for seat in voting))

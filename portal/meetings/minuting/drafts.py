"""What a clerk writes down of a meeting, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.core.translated import Translated
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.models import Outcome


class Presence(StrEnum):
    """Whether the holder of a seat took part."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"
    EXCUSED = "excused"


class Handling(StrEnum):
    """What the meeting did with an agenda item."""

    UNSAID = "unsaid"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    CONTINUED = "continued"
    WITHDRAWN = "withdrawn"
    NOT_REACHED = "not_reached"


class Method(StrEnum):
    """How a vote was taken."""

    VOICE = "voice"
    ROLL_CALL = "roll_call"
    CONSENT = "consent"


class Vote(StrEnum):
    """What the holder of a seat said when the roll was called."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"
    ABSENT = "absent"


@dataclass(frozen=True)
class SeatRow:
    """A seat that was in force that day, with its holder and role as they were; motions name it by `key`."""

    key: int
    name: str
    role: Translated = NOTHING
    organisation: str = ""
    votes: bool = True
    presence: Presence = Presence.UNKNOWN
    note: str = ""

    @property
    def is_vacant(self) -> bool:
        """Whether nobody held it."""
        return not self.name

    @property
    def is_there(self) -> bool:
        """Whether its holder took part, in the room or from afar."""
        return not self.is_vacant and self.presence in {Presence.PRESENT, Presence.REMOTE}


@dataclass(frozen=True)
class Conflict:
    """A conflict of interest that somebody declared; who is recused takes no part in the vote."""

    seat: int | None
    text: str
    recused: bool = True


@dataclass(frozen=True)
class Tally:
    """A count of votes."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """How many were counted."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True)
class FollowUp:
    """What somebody is to do because of a decision."""

    text: Translated = NOTHING
    owner: str = ""
    due_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.owner or self.due_on)


NO_FOLLOW_UP = FollowUp()


@dataclass(frozen=True)
class Motion:
    """A motion and what became of it. `number` is empty until it was kept once.

    `also` are the numbers of the further items that it covers (a consent agenda). `votes` are those of a roll call;
    `typed` is the count where no roll was called.
    """

    text: Translated
    number: int | None = None
    also: tuple[int, ...] = ()
    mover: int | None = None
    seconder: int | None = None
    method: Method = Method.VOICE
    typed: Tally | None = None
    votes: tuple[tuple[int, Vote], ...] = ()
    outcome: Outcome | None = None
    conditions: Translated = NOTHING
    follow_up: FollowUp = NO_FOLLOW_UP


@dataclass(frozen=True)
class ItemMinutes:
    """What happened at one agenda item. `continued_to` is the slug of the meeting that goes on with it."""

    number: int
    notes: Translated = NOTHING
    handling: Handling = Handling.UNSAID
    continued_to: str = ""
    conflicts: tuple[Conflict, ...] = ()
    motions: tuple[Motion, ...] = ()


@dataclass(frozen=True)
class MinutesDraft:
    """The minutes of a meeting as written. `quorum_rule` is the committee's own number for a quorum, if it has one.

    `last_motion` is the highest number that any motion of this meeting ever had.
    """

    seats: tuple[SeatRow, ...] = ()
    quorum_rule: int | None = None
    called_to_order: datetime | None = None
    adjourned: datetime | None = None
    guests: Translated = NOTHING
    notes: Translated = NOTHING
    items: tuple[ItemMinutes, ...] = ()
    last_motion: int = 0

    def seat(self, key: int | None) -> SeatRow | None:
        """The seat with this key."""
        return next((seat for seat in self.seats if seat.key == key), None)

    def recused_at(self, *numbers: int) -> set[int]:
        """The seats whose holders were recused at one of these items."""
        return {
            conflict.seat
            for item in self.items
            if item.number in numbers
            for conflict in item.conflicts
            if conflict.recused and conflict.seat is not None
        }

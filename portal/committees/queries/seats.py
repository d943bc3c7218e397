"""Reads of seats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from portal.committees.contacts import contact_link
from portal.committees.models import Seat
from portal.core.db import db
from portal.core.translated import Translated

NOTHING = Translated()


@dataclass(frozen=True)
class SeatCard:
    """One seat: who holds it (an empty name: it is vacant), in which role, for which organization, from when to when.

    `interests_on` is the day on which its holder declared `interests`, if ever; a day without words declares none.
    `id` names the row that it is; a seat that is not kept yet has none. Two seats are the same by what they say.
    """

    name: str
    role: Translated
    organisation: str
    votes: bool = True
    starts_on: date | None = None
    ends_on: date | None = None
    responsibilities: Translated = NOTHING
    contact: str = ""
    interests: Translated = NOTHING
    interests_on: date | None = None
    id: int | None = field(default=None, compare=False)

    @property
    def contact_link(self) -> str:
        """Where the contact leads to; empty where it is words only."""
        return contact_link(self.contact)

    def has_ended(self, day: date) -> bool:
        """Whether its term ended before `day`."""
        return self.ends_on is not None and self.ends_on < day


def seats_of(committee_id: int) -> list[Seat]:
    """The seats themselves, in their order, for use cases."""
    wanted = select(Seat).where(Seat.committee_id == committee_id).order_by(Seat.position, Seat.id)
    return list(db.session.scalars(wanted))


def seats_on(committee_id: int, day: date) -> list[Seat]:
    """The seats in force on a day, in their order: first and last day of a term are part of it."""
    return [
        seat for seat in seats_of(committee_id) if (seat.starts_on or date.min) <= day <= (seat.ends_on or date.max)
    ]


def seat_card(row: Seat) -> SeatCard:
    """The view of a row."""
    return SeatCard(
        name=row.name,
        role=row.role,
        organisation=row.organisation,
        votes=row.votes,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        responsibilities=row.responsibilities,
        contact=row.contact,
        interests=row.interests,
        interests_on=row.interests_on,
        id=row.id,
    )

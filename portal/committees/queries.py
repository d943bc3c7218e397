"""Reads of committees and their seats."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.committees.models import Committee, Seat
from portal.core.db import db
from portal.core.translated import Translated


@dataclass(frozen=True)
class SeatCard:
    """One seat: who holds it (an empty name: it is vacant), in which role, for which organization."""

    name: str
    role: Translated
    organisation: str


@dataclass(frozen=True)
class CommitteeSheet:
    """One committee as its page shows it."""

    id: int
    slug: str
    name: Translated
    purpose: Translated
    illustrative: bool
    seats: tuple[SeatCard, ...]


@dataclass(frozen=True)
class CommitteeLine:
    """One committee as lists show it."""

    id: int
    slug: str
    name: Translated
    illustrative: bool
    seats: int


def committee_by_slug(slug: str) -> Committee | None:
    """The committee itself, for use cases."""
    return db.session.scalar(select(Committee).where(Committee.slug == slug))


def seats_of(committee_id: int) -> list[Seat]:
    """The seats themselves, in their order, for use cases."""
    wanted = select(Seat).where(Seat.committee_id == committee_id).order_by(Seat.position, Seat.id)
    return list(db.session.scalars(wanted))


def sheet(slug: str) -> CommitteeSheet | None:
    """A committee by its address."""
    row = committee_by_slug(slug)
    return _sheet(row) if row else None


def sheet_by_id(committee_id: int) -> CommitteeSheet | None:
    """A committee by its key."""
    row = db.session.get(Committee, committee_id)
    return _sheet(row) if row else None


def _sheet(row: Committee) -> CommitteeSheet:
    seats = tuple(SeatCard(seat.name, seat.role, seat.organisation) for seat in seats_of(row.id))
    return CommitteeSheet(row.id, row.slug, row.name, row.purpose, row.illustrative, seats)


def committee_lines() -> list[CommitteeLine]:
    """Every committee, the oldest first, with how many seats it has."""
    seats = select(Seat.committee_id, func.count().label("seats")).group_by(Seat.committee_id).subquery()
    rows = db.session.execute(
        select(Committee, seats.c.seats)
        .outerjoin(seats, seats.c.committee_id == Committee.id)
        .order_by(Committee.created_at, Committee.id)
    )
    return [CommitteeLine(row.id, row.slug, row.name, row.illustrative, count or 0) for row, count in rows]

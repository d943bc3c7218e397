"""Reads of committees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from portal.committees.contacts import contact_link
from portal.committees.models import Committee, Seat
from portal.committees.queries.seats import SeatCard, seat_card, seats_of
from portal.core.clock import now
from portal.core.db import db
from portal.core.formats import local
from portal.core.translated import Translated


@dataclass(frozen=True)
class CommitteeSheet:
    """One committee as its page shows it. `seats` are those whose term has not ended; `past_seats` end last first."""

    id: int
    slug: str
    name: Translated
    purpose: Translated
    illustrative: bool
    attribution: Translated
    posting_rules: str
    quorum: int | None
    contact: str
    seats: tuple[SeatCard, ...]
    past_seats: tuple[SeatCard, ...]

    @property
    def contact_link(self) -> str:
        """Where the contact leads to; empty where it is words only."""
        return contact_link(self.contact)


@dataclass(frozen=True)
class CommitteeLine:
    """One committee as lists show it."""

    id: int
    slug: str
    name: Translated
    illustrative: bool
    attribution: Translated
    seats: int


def committee_by_slug(slug: str) -> Committee | None:
    """The committee itself, for use cases."""
    return db.session.scalar(select(Committee).where(Committee.slug == slug))


def committee_for_change(slug: str) -> Committee | None:
    """The committee itself, locked until the transaction ends, for a use case that changes it."""
    wanted = select(Committee).where(Committee.slug == slug).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def all_committees() -> Sequence[Committee]:
    """The committees themselves, the oldest first, for use cases."""
    return db.session.scalars(select(Committee).order_by(Committee.created_at, Committee.id)).all()


def sheet(slug: str) -> CommitteeSheet | None:
    """A committee by its address."""
    row = committee_by_slug(slug)
    return _sheet(row) if row else None


def sheet_by_id(committee_id: int) -> CommitteeSheet | None:
    """A committee by its key."""
    row = db.session.get(Committee, committee_id)
    return _sheet(row) if row else None


def _sheet(row: Committee) -> CommitteeSheet:
    seats, today = [seat_card(seat) for seat in seats_of(row.id)], local(now()).date()
    past = sorted((seat for seat in seats if seat.has_ended(today)), key=_end, reverse=True)
    return CommitteeSheet(
        id=row.id,
        slug=row.slug,
        name=row.name,
        purpose=row.purpose,
        illustrative=row.illustrative,
        attribution=row.attribution,
        posting_rules=row.posting_rules,
        quorum=row.quorum,
        contact=row.contact,
        seats=tuple(seat for seat in seats if not seat.has_ended(today)),
        past_seats=tuple(past),
    )


def _end(seat: SeatCard) -> date:
    return seat.ends_on or date.max


def committee_lines() -> list[CommitteeLine]:
    """Every committee, the oldest first, with how many seats it has whose term has not ended."""
    seats = (
        select(Seat.committee_id, func.count().label("seats"))
        .where(or_(Seat.ends_on.is_(None), Seat.ends_on >= local(now()).date()))
        .group_by(Seat.committee_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Committee, seats.c.seats)
        .outerjoin(seats, seats.c.committee_id == Committee.id)
        .order_by(Committee.created_at, Committee.id)
    )
    return [
        CommitteeLine(row.id, row.slug, row.name, row.illustrative, row.attribution, count or 0) for row, count in rows
    ]

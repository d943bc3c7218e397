"""Publishing committees and who sits on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from portal.committees import queries
from portal.committees.models import Committee, Seat
from portal.committees.queries import SeatCard
from portal.core.addresses import slugify, slugs_from
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase


@usecase
def add_committee(
    *,
    actor: Actor,
    name: Translated,
    purpose: Translated,
    seats: Sequence[SeatCard] = (),
    posting_rules: str = "",
    quorum: int | None = None,
    contact: str = "",
    slug: str | None = None,
    illustrative: bool = False,
) -> str:
    """Publish a committee; returns its slug, made from the name unless given, which never changes later.

    `posting_rules` is the code of a rule set. The very same committee again (a form sent twice) is the one that is
    already there.
    """
    authorize(actor, Permission.COMMITTEE_EDIT)
    committee = Committee(
        name=name,
        purpose=purpose,
        posting_rules=posting_rules,
        quorum=quorum,
        contact=contact,
        illustrative=illustrative,
    )
    for free in slugs_from(slug or slugify(next(iter(name.values()), ""))):
        committee.slug = free
        there = queries.committee_by_slug(committee.slug)
        if there is None:
            break
        if (there.name, there.purpose) == (name, purpose):
            return there.slug
    db.session.add(committee)
    db.session.flush()
    _seat(committee, seats)
    return committee.slug


@usecase
def edit_committee(
    *,
    actor: Actor,
    slug: str,
    name: Translated,
    purpose: Translated,
    seats: Sequence[SeatCard],
    posting_rules: str,
    quorum: int | None,
    contact: str,
    removed: Collection[int] = (),
) -> None:
    """Change a committee's page. Its address stays.

    Seats with an id keep their row; those without one are new. The rows of `removed` go; what is named nowhere stays
    as it is, behind the others: somebody else may have added it meanwhile.
    """
    authorize(actor, Permission.COMMITTEE_EDIT)
    committee = queries.committee_by_slug(slug)
    if committee is None:
        raise NotFound
    committee.name, committee.purpose = name, purpose
    committee.posting_rules, committee.quorum, committee.contact = posting_rules, quorum, contact
    _seat(committee, seats, removed)


def _seat(committee: Committee, seats: Sequence[SeatCard], removed: Collection[int] = ()) -> None:
    rows = {row.id: row for row in queries.seats_of(committee.id)}
    for gone in rows.keys() & set(removed):
        db.session.delete(rows.pop(gone))
    unnamed = [row for key, row in rows.items() if key not in {seat.id for seat in seats}]
    position = 0
    for position, seat in enumerate(seats, 1):
        row = rows.get(seat.id) if seat.id else _already_there(seat, unnamed)
        if row is None:
            row = Seat(committee_id=committee.id)
            db.session.add(row)
        row.position, row.votes = position, seat.votes
        row.name, row.role, row.organisation = seat.name, seat.role, seat.organisation
        row.starts_on, row.ends_on = seat.starts_on, seat.ends_on
        row.responsibilities, row.contact = seat.responsibilities, seat.contact
        row.interests, row.interests_on = seat.interests, seat.interests_on
    for behind, row in enumerate(unnamed, position + 1):
        row.position = behind


def _already_there(seat: SeatCard, unnamed: list[Seat]) -> Seat | None:
    """The row of a new seat whose form was sent twice."""
    for row in unnamed:
        if queries.seat_card(row) == seat:
            unnamed.remove(row)
            return row
    return None

"""Publishing committees and who sits on them."""

from __future__ import annotations

from collections.abc import Sequence

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
    slug: str | None = None,
    illustrative: bool = False,
) -> str:
    """Publish a committee; returns its slug, made from the name unless given, which never changes later.

    The very same committee again (a form sent twice) is the one that is already there.
    """
    authorize(actor, Permission.COMMITTEE_EDIT)
    committee = Committee(name=name, purpose=purpose, illustrative=illustrative)
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
    *, actor: Actor, slug: str, name: Translated, purpose: Translated, seats: Sequence[SeatCard]
) -> None:
    """Change a committee's page; its seats become exactly `seats`, in this order. Its address stays."""
    authorize(actor, Permission.COMMITTEE_EDIT)
    committee = queries.committee_by_slug(slug)
    if committee is None:
        raise NotFound
    committee.name, committee.purpose = name, purpose
    for old in queries.seats_of(committee.id):
        db.session.delete(old)
    _seat(committee, seats)


def _seat(committee: Committee, seats: Sequence[SeatCard]) -> None:
    db.session.add_all(
        Seat(
            committee_id=committee.id,
            position=position,
            name=seat.name,
            role=seat.role,
            organisation=seat.organisation,
        )
        for position, seat in enumerate(seats, 1)
    )

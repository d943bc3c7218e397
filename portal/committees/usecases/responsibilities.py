"""Saving who does what in each kind of decision."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.committees import queries
from portal.committees.models import Responsibility
from portal.committees.queries import ResponsibilityCard
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase


class Overtaken(Refused):
    """Somebody else saved the table in between; nothing was overwritten."""


@usecase
def edit_responsibilities(
    *, actor: Actor, slug: str, rows: Sequence[ResponsibilityCard], loaded: str | None = None
) -> None:
    """Make a committee's table exactly `rows`, in their order.

    `loaded` is the fingerprint of the table that the writer saw: if it is another by now, nothing is overwritten.
    """
    authorize(actor, Permission.COMMITTEE_EDIT)
    committee = queries.committee_for_change(slug)
    if committee is None:
        raise NotFound
    there = queries.responsibilities(committee.id)
    if there == tuple(rows):
        return
    if loaded is not None and loaded != queries.fingerprint(there):
        raise Overtaken(_("Somebody else saved this table while you wrote. Nothing was overwritten."))
    kept = queries.responsibility_rows(committee.id)
    for gone in kept[len(rows) :]:
        db.session.delete(gone)
    for position, card in enumerate(rows):
        row = kept[position] if position < len(kept) else Responsibility(committee_id=committee.id)
        row.position, row.matter = position, card.matter
        row.proposes, row.decides, row.heard = card.proposes, card.decides, card.heard
        db.session.add(row)

"""The blueprint, and the committee of an address."""

from __future__ import annotations

from flask import Blueprint

from portal.committees import queries
from portal.committees.queries import CommitteeSheet
from portal.core.errors import NotFound

blueprint = Blueprint("committees", __name__)


def committee_at(slug: str) -> CommitteeSheet:
    """The committee with this address."""
    committee = queries.sheet(slug)
    if committee is None:
        raise NotFound
    return committee

"""The blueprint of comments, and what all its pages begin with: what is commented on."""

from __future__ import annotations

from flask import Blueprint

from portal.comments import queries
from portal.comments.queries import Target, TargetKey
from portal.core.errors import NotFound

blueprint = Blueprint("comments", __name__)
LARGEST_NUMBER = 2**31 - 1  # of an address; what the database can compare


def the_target(slug: str, number: int | None = None, update: int | None = None) -> Target:
    """The project, agenda item or status update of an address; `NotFound` where there is none."""
    if max(number or 0, update or 0) > LARGEST_NUMBER:
        raise NotFound
    found = queries.target(TargetKey(slug, number, update))
    if found is None:
        raise NotFound
    return found

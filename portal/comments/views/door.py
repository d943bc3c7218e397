"""The blueprint of comments, and what all its pages begin with: what is commented on."""

from __future__ import annotations

from flask import Blueprint

from portal.comments import queries
from portal.comments.queries import Target, TargetKey
from portal.core.errors import NotFound

blueprint = Blueprint("comments", __name__)


def the_target(slug: str, number: int | None) -> Target:
    """The project or agenda item of an address; `NotFound` where there is none."""
    found = queries.target(TargetKey(slug, number))
    if found is None:
        raise NotFound
    return found

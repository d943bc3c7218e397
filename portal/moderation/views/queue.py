"""The desk's queue: what waits, oldest first."""

from __future__ import annotations

from flask import request

from portal.comments.forms import AUDIENCE_NAMES
from portal.core.addresses import key_text
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, words
from portal.moderation.queries import Chosen, Lane, RulingLine
from portal.moderation.views.chosen import chosen, filter_fields, hints_first, hints_hidden
from portal.moderation.views.door import PLACE, blueprint, the_place

MOST_REASONS = 9  # as many as there are keys for them


@blueprint.get("/staff/moderation")
@requires(Permission.FEEDBACK_RULE, *PLACE, "ruled")
def queue() -> str:
    """What waits, oldest first, with what was just done."""
    actor, wanted, place = current_actor(), chosen(), the_place()
    lanes = queries.counts_by_lane(actor)
    facets = queries.facets(actor, wanted.lane)
    page = queries.queue(
        actor,
        wanted,
        Cursor.read(place.get("after")),
        hints_first=hints_first(),
        known_total=None if wanted.narrowed else lanes[wanted.lane],
    )
    return render(
        "moderation/queue.html",
        page=page,
        place=place,
        start={name: value for name, value in place.items() if name != "after"},
        wanted=wanted,
        lanes=lanes,
        waiting=lanes[Lane.WAITING],
        looked_at=queries.LOOKED_AT if lanes[wanted.lane] > queries.LOOKED_AT else None,
        fields=[field for field in filter_fields(wanted, lanes, facets) if not field.is_idle],
        hints_hidden=hints_hidden(),
        hints_first=hints_first(),
        ruled=_just_ruled(),
        reasons=queries.guidelines()[:MOST_REASONS],
        audience_names=AUDIENCE_NAMES,
        key_text=key_text,
        words=words,
    )


@blueprint.get("/staff/moderation/said")
@requires(Permission.FEEDBACK_RULE, *PLACE, "ruled")
def said() -> str:
    """What was just done, and how much is left."""
    actor, wanted = current_actor(), chosen()
    return render(
        "moderation/said.html",
        ruled=_just_ruled(),
        left=queries.chosen_count(actor, wanted),
        waiting=queries.chosen_count(actor, Chosen()),
        place=the_place(),
        key_text=key_text,
        words=words,
    )


def _just_ruled() -> RulingLine | None:
    given = request.args.get("ruled", "")
    return queries.ruling_line(int(given)) if given.isascii() and given.isdigit() and len(given) < 19 else None

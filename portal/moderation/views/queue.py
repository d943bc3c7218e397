"""The desk's queue: what waits, oldest first."""

from __future__ import annotations

from flask import request

from portal.comments.forms import AUDIENCE_NAMES
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries
from portal.moderation.queries import About
from portal.moderation.views.door import PLACE, blueprint, the_place
from portal.moderation.words import about_choices, hint_words, language_name


@blueprint.get("/staff/moderation")
@requires(Permission.FEEDBACK_RULE, *PLACE, "ruled")
def queue() -> str:
    """What waits, oldest first, with what was just done."""
    actor, place = current_actor(), the_place()
    counts = queries.waiting_counts(actor)
    about = About.read(place.get("about", ""))
    page = queries.waiting(actor, about, Cursor.read(place.get("after")))
    ruled = request.args.get("ruled", "")
    return render(
        "moderation/queue.html",
        page=page,
        place=place,
        all_waiting=sum(line.count for line in counts),
        about=str(about) if about else None,
        choices=about_choices(counts, about),
        ruled=queries.ruling_line(int(ruled)) if ruled.isascii() and ruled.isdigit() and len(ruled) < 19 else None,
        audience_names=AUDIENCE_NAMES,
        hint_words=hint_words,
        language_name=language_name,
    )

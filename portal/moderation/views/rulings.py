"""The list of rulings at the desk."""

from __future__ import annotations

from flask import request

from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries
from portal.moderation.views.door import blueprint, undo_minutes
from portal.moderation.words import RULING_NAMES


@blueprint.get("/staff/moderation/rulings")
@requires(Permission.FEEDBACK_RULE, "after", "by")
def rulings() -> str:
    """The rulings made here, newest first; `by=me` shows one's own."""
    actor = current_actor()
    mine, after = request.args.get("by") == "me", request.args.get("after", "")
    below = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    page = queries.rulings_before(actor, below, actor.person_id if mine else None)
    return render(
        "moderation/rulings.html", page=page, mine=mine, ruling_names=RULING_NAMES, undo_minutes=undo_minutes()
    )

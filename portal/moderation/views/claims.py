"""Telling colleagues what one reads: by a button, or by the queue's script as one moves along."""

from __future__ import annotations

from flask import jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.moderation import queries, usecases
from portal.moderation.views.door import blueprint, the_place


@blueprint.post("/staff/moderation/<key:comment_id>/claim")
@requires(Permission.FEEDBACK_RULE)
def claim(comment_id: int) -> Response:
    """Read this one: on to its page, or, for the script, the words that say who reads it if that is a colleague."""
    actor = current_actor()
    reader = usecases.claim_item(actor=actor, comment_id=comment_id)
    if "script" not in request.form:
        return redirect(url_for("moderation.item", comment_id=comment_id, **the_place()), 303)
    colleague = reader != actor.person_id
    return jsonify(reading=_("%(name)s is reading this.", name=queries.name_of(reader)) if colleague else "")

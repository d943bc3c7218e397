"""The public page of a family: one letter for all, how often it was sent, and everything that any letter adds."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.core.errors import NotFound
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.moderation import queries
from portal.moderation.views.door import blueprint


@blueprint.get("/comments/<key:comment_id>/family")
@public("after")
def letters(comment_id: int) -> str | Response:
    """The family of a published comment; a comment that stands alone by now has its own page."""
    found = queries.public_family(comment_id, Cursor.read(request.args.get("after")))
    if found is None:
        if comments.published_comment(comment_id) is None:
            raise NotFound
        return redirect(url_for("comments.show", comment_id=comment_id))
    return render(
        "moderation/letters.html",
        family=found,
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
        redactions=queries.redactions([found.representative.id]),
    )

"""What was said: the list of a target's comments, and permalinks."""

from __future__ import annotations

from flask import request

from portal.comments import queries
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.views.door import blueprint, the_target
from portal.core.errors import NotFound
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render


@blueprint.get("/projects/<slug:slug>/comments")
@blueprint.get("/meetings/<slug:slug>/items/<int:number>/comments")
@public("after")
def index(slug: str, number: int | None = None) -> str:
    """All published comments about a project or an agenda item, newest first, 20 a page."""
    target = the_target(slug, number)
    page = queries.published(target.key, Cursor.read(request.args.get("after")))
    return render(
        "comments/index.html", target=target, page=page, audience_names=AUDIENCE_NAMES, stances_said=STANCES_SAID
    )


@blueprint.get("/comments/<key:comment_id>")
@public()
def show(comment_id: int) -> str:
    """The permalink of one published comment."""
    found = queries.published_comment(comment_id)
    if found is None:
        raise NotFound
    card, target = found
    return render(
        "comments/show.html", comment=card, target=target, audience_names=AUDIENCE_NAMES, stances_said=STANCES_SAID
    )

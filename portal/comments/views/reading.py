"""What was said: the list of a target's comments, and permalinks."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.models import FeedbackState
from portal.comments.views.door import blueprint, the_target
from portal.core.errors import NotFound
from portal.core.failures import failure
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.moderation import queries as moderation


@blueprint.get("/projects/<slug:slug>/comments")
@blueprint.get("/projects/<slug:slug>/updates/<int:update>/comments")
@blueprint.get("/meetings/<slug:slug>/items/<int:number>/comments")
@public("after")
def index(slug: str, number: int | None = None, update: int | None = None) -> str:
    """All published comments about a target, newest first, 20 a page."""
    target = the_target(slug, number, update)
    page = queries.published(target.key, Cursor.read(request.args.get("after")))
    return render(
        "comments/index.html",
        target=target,
        page=page,
        redactions=moderation.redactions_on(page.items),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )


@blueprint.get("/comments/<key:comment_id>")
@public("after")
def show(comment_id: int) -> str | tuple[str, int]:
    """The permalink of one published comment, with its replies, oldest first."""
    found = queries.published_comment(comment_id)
    if found is None:
        return said_of_missing(comment_id)
    card, target = found
    after = Cursor.read(request.args.get("after"))
    replies = queries.replies_to(comment_id, after) if target.reply_to is None else None
    return render(
        "comments/show.html",
        comment=card,
        target=target,
        replies=replies,
        redactions=moderation.redactions_on([card, *(replies.items if replies else ())]),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )


def said_of_missing(comment_id: int) -> tuple[str, int]:
    """The page for a comment that nobody may read: honest where it was public, silent where it never was."""
    state = queries.taken_back(comment_id)
    if state is None:
        raise NotFound
    if state is FeedbackState.HIDDEN:
        words = _("This comment was public. It no longer is. The public record shows when and why.")
        return failure(410, _("A moderator hid this comment"), words)
    words = _("This comment was public. Its author took it back, so nobody can read it here.")
    return failure(410, _("This comment was withdrawn by its author"), words)

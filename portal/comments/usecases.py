"""Posting a comment."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.events import CommentPosted
from portal.comments.models import Audience, Comment
from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.projects import queries as projects
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt


class CommentsClosed(Refused):
    """The project takes no comments now; the page shows the text so that it can be copied."""


@usecase
def post_comment(
    *,
    actor: Actor,
    project_slug: str,
    nonce: bytes,
    body: str,
    lang: str,
    display_name: str = "",
    audience: Audience | None = None,
    area: str = "",
) -> int:
    """Receive a comment and its receipt; returns the comment's id.

    The same `nonce` again returns the comment that it made. Raises `CommentsClosed` outside the project's window.
    """
    earlier = receipts.id_by_nonce(nonce)
    if earlier is not None:
        return queries.id_by_receipt(earlier)
    project = projects.project_by_slug(project_slug)
    if project is None:
        raise NotFound
    window = project.comment_window(now())
    if not can(actor, Permission.COMMENT_POST, window):
        raise CommentsClosed(_("Comments on this project are closed."))
    receipt = Receipt.issue(nonce)
    comment = Comment(
        id=new_id(),
        project_id=project.id,
        receipt_id=receipt.id,
        body=body,
        lang=lang,
        display_name=display_name,
        audience=audience,
        area=area,
    )
    db.session.add(comment)
    emit(CommentPosted(comment.id))
    return comment.id

"""Posting a comment."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.events import CommentPosted
from portal.comments.models import Audience, Comment, Stance
from portal.comments.targets import TargetKey, TargetKind
from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt


class CommentsClosed(Refused):
    """The target takes no comments now; the page shows the text so that it can be copied."""


@usecase
def post_comment(
    *,
    actor: Actor,
    target: TargetKey,
    nonce: bytes,
    body: str,
    lang: str,
    display_name: str = "",
    audience: Audience | None = None,
    area: str = "",
    stance: Stance | None = None,
    reply_to: int | None = None,
) -> int:
    """Receive a comment and its receipt; returns the comment's id.

    The same `nonce` again returns the comment that it made. Raises `CommentsClosed` outside the target's window.
    `stance` is for agenda items alone, `reply_to` a published comment on the same target that is no reply itself.
    """
    earlier = receipts.id_by_nonce(nonce)
    if earlier is not None:
        return queries.id_by_receipt(earlier)
    about = queries.target(target)
    if about is None:
        raise NotFound
    if not can(actor, Permission.COMMENT_POST, about.window):
        raise CommentsClosed(_closed(about.kind))
    if reply_to is not None:
        _answerable(reply_to, about)
    receipt = Receipt.issue(nonce)
    comment = Comment(
        id=new_id(),
        **about.pointer,
        receipt_id=receipt.id,
        body=body,
        lang=lang,
        display_name=display_name,
        audience=audience,
        area=area,
        stance=stance,
        reply_to_id=reply_to,
    )
    db.session.add(comment)
    emit(CommentPosted(comment.id))
    return comment.id


def _answerable(comment_id: int, about: queries.Target) -> None:
    found = queries.published_comment(comment_id)
    if found is None or found[1].reply_to is not None or found[1].key != about.key:
        raise NotFound


def _closed(kind: TargetKind) -> str:
    if kind is TargetKind.ITEM:
        return _("Comments on this agenda item are closed.")
    return _("Comments on this project are closed.")

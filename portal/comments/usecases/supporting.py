"""Saying "I agree" to what somebody else wrote."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.models import Comment, FeedbackState, Signal, Support
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.keys import keyed_hash
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase

AN_HOUR = timedelta(hours=1)


class SupportClosed(Refused):
    """What the comment is about takes no comments now, so it takes no supports either."""


@usecase
def support_comment(*, actor: Actor, comment_id: int, nonce: bytes, crowded: bool = False) -> None:
    """Count one support of a published comment; the same `nonce` again counts nothing.

    `crowded` says that very many came from one network: that, like a surge, is told to moderators and stops nobody.
    """
    nonce_hash = keyed_hash("support-nonce", nonce).hex()
    if queries.is_counted(nonce_hash):
        return
    comment = queries.comment_for_ruling(comment_id)
    found = queries.published_comment(comment_id)
    if found is None or comment.state != FeedbackState.PUBLISHED:
        raise NotFound
    if not can(actor, Permission.COMMENT_POST, found[1].window):
        raise SupportClosed(_("Comments are closed, so supports are not counted any more."))
    db.session.add(Support(comment_id=comment_id, nonce_hash=nonce_hash))
    comment.supports += 1
    db.session.flush()
    if crowded or _surges(comment_id):
        _signal(comment)


def _surges(comment_id: int) -> bool:
    """Whether more came within an hour than people who read a page bring by themselves."""
    most: int = current_app.config["SETTINGS"].support_surge
    before_them = queries.nth_newest_support(comment_id, most + 1)
    return before_them is not None and before_them > now() - AN_HOUR


def _signal(comment: Comment) -> None:
    if Signal.SUPPORT_SURGE not in comment.signals:
        comment.signals = [*comment.signals, Signal.SUPPORT_SURGE.value]

"""Ruling on what is published: hide it, and make it public again."""

from __future__ import annotations

from portal.comments import queries as comments
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.models import RulingKind
from portal.moderation.rulings import cite, rule


@usecase
def hide_comment(
    *,
    actor: Actor,
    comment_id: int,
    guideline_code: str,
    passage: str = "",
    remedy: str | None = None,
    note: str = "",
    read: str | None = None,
) -> int:
    """Take a published comment from the public, citing a guideline; returns the ruling's id.

    `passage`, `remedy` and `note` are for its author alone, as those of a decline are.
    """
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    guideline = queries.guideline_by_code(guideline_code)
    return cite(actor, comment, RulingKind.HIDE, guideline, passage=passage, remedy=remedy, note=note, read=read).id


@usecase
def restore_comment(*, actor: Actor, comment_id: int, note: str = "", read: str | None = None) -> int:
    """Make a hidden comment public again; returns the ruling's id."""
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    return rule(actor, comment, RulingKind.RESTORE, note=note, read=read).id

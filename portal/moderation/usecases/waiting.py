"""Ruling on what waits: publish it, decline it under a guideline, or set it aside for somebody."""

from __future__ import annotations

from portal.comments import queries as comments
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.models import RulingKind
from portal.moderation.rulings import cite, rule


@usecase
def publish_comment(*, actor: Actor, comment_id: int, read: str | None = None) -> int:
    """Make a waiting comment public; returns the ruling's id. `WrongState` says who was faster.

    `read` is the `reading` that the moderator's page had: where the author changed the text since, nothing is ruled.
    """
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    return rule(actor, comment, RulingKind.PUBLISH, read=read).id


@usecase
def decline_comment(
    *,
    actor: Actor,
    comment_id: int,
    guideline_code: str,
    passage: str = "",
    remedy: str | None = None,
    note: str = "",
    read: str | None = None,
) -> int:
    """Keep a waiting comment from the public, citing a guideline; returns the ruling's id.

    `passage` is what in the text is meant ("": all of it), `remedy` what would make it publishable (None: what the
    guideline advises), `note` a further word. All three are for the author alone, who reads them with the receipt.
    """
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    guideline = queries.guideline_by_code(guideline_code)
    return cite(actor, comment, RulingKind.DECLINE, guideline, passage=passage, remedy=remedy, note=note, read=read).id


@usecase
def set_comment_aside(*, actor: Actor, comment_id: int, waits_for: str, note: str = "", read: str | None = None) -> int:
    """Let a comment wait for somebody, whom `waits_for` names to its author; returns the ruling's id."""
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    return rule(actor, comment, RulingKind.SET_ASIDE, waits_for=waits_for, note=note, read=read).id

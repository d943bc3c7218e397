"""Publishing a comment without some of its passages, and reading what they said."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.models import LONGEST_NOTE, RulingKind, SealOpening
from portal.moderation.rulings import rule
from portal.record.models import Deed, append


@usecase
def redact_comment(
    *,
    actor: Actor,
    comment_id: int,
    passages: Sequence[str],
    guideline_code: str,
    hide_photo: bool = False,
    note: str = "",
    read: str | None = None,
) -> int:
    """Publish a comment with masks in the place of `passages`, or take them out of a published one.

    Each passage is masked wherever it stands, and the original is sealed. Returns the ruling's id.
    """
    authorize(actor, Permission.FEEDBACK_RULE)
    comment = comments.comment_for_ruling(comment_id)
    return rule(
        actor,
        comment,
        RulingKind.REDACT,
        guideline=queries.guideline_by_code(guideline_code),
        take_out=passages,
        hide_photo=hide_photo,
        note=note,
        read=read,
    ).id


@usecase
def open_sealed(*, actor: Actor, comment_id: int, reason: str) -> None:
    """Write down, for the desk and in the public record, that somebody reads a sealed original, and why."""
    authorize(actor, Permission.SEAL_OPEN)
    if queries.sealed_text(comment_id) is None:
        raise NotFound
    if not reason:
        raise Refused(_("Write why you need to read it"), "reason")
    if len(reason) > LONGEST_NOTE:
        raise Refused(_("Shorten the text to 1,000 characters or fewer"), "reason")
    moment = now()
    deed = Deed(action="feedback.opened", subject=f"comment:{key_text(comment_id)}", role="moderator")
    db.session.add(
        SealOpening(
            comment_id=comment_id,
            person_id=actor.person_id,
            reason=reason,
            opened_at=moment,
            record_seq=append(actor, deed, moment),
        )
    )

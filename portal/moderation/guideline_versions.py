"""Posting the words of a guideline as a version, which never changes: for the use cases that define and reword them."""

from __future__ import annotations

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import Actor, Role
from portal.core.translated import Translated
from portal.moderation import queries
from portal.moderation.models import Guideline, GuidelineVersion
from portal.record.models import Deed, append

WORDS = ("title", "text", "advice", "practice")


def post_version(actor: Actor, guideline: Guideline, reason: Translated) -> None:
    """Keep the guideline's words of now, number `guideline.version`, with an entry in the public record."""
    moment = now()
    version = GuidelineVersion(
        guideline_id=guideline.id,
        number=guideline.version,
        **{name: getattr(guideline, name) for name in WORDS},
        reason=reason,
        stands_from=moment,
    )
    deed = Deed(
        action="guideline.posted",
        subject=f"guideline:{guideline.code}/{version.number}",
        role=capacity(actor),
        guideline=guideline.code,
        text=queries.guideline_text(version),
    )
    version.record_seq = append(actor, deed, moment)
    db.session.add(version)


def capacity(actor: Actor) -> str:
    """In which of the roles that may edit guidelines somebody does it."""
    return Role.MODERATOR if actor.has(Role.MODERATOR) else Role.CLERK

"""Telling other moderators what one is reading."""

from __future__ import annotations

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.models import Claim


@usecase
def claim_item(*, actor: Actor, comment_id: int) -> int:
    """Say that the actor reads this comment, and nothing else any more; returns who reads it.

    That is somebody else where a colleague was first: a claim tells, it never locks.
    """
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    if not queries.there(comment_id) or actor.person_id is None:
        raise NotFound
    claim = queries.claim_on(comment_id)
    if claim is not None and claim.person_id != actor.person_id and claim.expires_at > now():
        return claim.person_id
    queries.end_other_claims(actor.person_id, comment_id)
    until = now() + queries.claim_time()
    if claim is None:
        db.session.add(Claim(comment_id=comment_id, person_id=actor.person_id, expires_at=until))
    else:
        claim.person_id, claim.expires_at = actor.person_id, until
    return actor.person_id

"""Giving an item to a moderator."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.models import Assignment


@usecase
def assign_item(*, actor: Actor, comment_id: int, person_id: int | None) -> None:
    """Make an item this moderator's, or nobody's. It binds nobody: every moderator may still rule on it."""
    bound = feedback.bound_people(comment_id)
    authorize(actor, Permission.FEEDBACK_RULE, bound)
    if not queries.there(comment_id):
        raise NotFound
    known = queries.assignment_of(comment_id)
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    if person_id is None:
        return
    if person_id not in queries.moderators() or person_id in bound:
        raise Refused(_("Choose a moderator who may rule on this comment"), "person")
    db.session.add(Assignment(comment_id=comment_id, person_id=person_id, assigned_by=actor.person_id))

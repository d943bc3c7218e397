"""Confirming who speaks for a partner, and ending it."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import Spokesperson


@usecase
def confirm_spokesperson(*, actor: Actor, partner_slug: str, person_id: int) -> int:
    """Confirm that a person with a partner account speaks for a partner; returns the id. Twice is once."""
    authorize(actor, Permission.SPOKESPERSON_CONFIRM)
    partner = queries.partners_by_slug([partner_slug]).get(partner_slug)
    if partner is None:
        raise NotFound
    known = queries.spokesperson_now(partner.id, person_id)
    if known is not None and person_id in queries.speakers_for(partner.id):
        return known.id
    if person_id not in {each for each, _words in queries.could_speak(partner.id)}:
        raise Refused(_("Choose somebody who has a partner account"), "person")
    spokesperson = Spokesperson(partner_id=partner.id, person_id=person_id, confirmed_by=actor.person_id)
    db.session.add(spokesperson)
    db.session.flush()
    return spokesperson.id


@usecase
def end_spokesperson(*, actor: Actor, partner_slug: str, spokesperson_id: int) -> None:
    """End that somebody speaks for a partner. What they sent and what is not published waits for a colleague."""
    authorize(actor, Permission.SPOKESPERSON_CONFIRM)
    partner = queries.partners_by_slug([partner_slug]).get(partner_slug)
    spokesperson = queries.spokesperson_by_id(spokesperson_id)
    if partner is None or spokesperson is None or spokesperson.partner_id != partner.id:
        raise NotFound
    spokesperson.end()

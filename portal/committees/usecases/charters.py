"""Adopting a committee's charter, version by version."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from portal.committees import queries
from portal.committees.models import Charter, Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.record.models import Deed, append

NOTHING = Translated()


@usecase
def adopt_charter(
    *,
    actor: Actor,
    slug: str,
    text: Translated,
    adopted_on: date,
    reason: Translated = NOTHING,
    number: int | None = None,
) -> int:
    """Publish the next version of a charter, for good, and note it in the public record; returns its number.

    `number` is the one that the writer expects it to have. Where the very same version already has it (a form sent
    twice), it is returned; where another was adopted in between, this one is refused.
    """
    authorize(actor, Permission.COMMITTEE_EDIT)
    committee = queries.committee_for_change(slug)
    if committee is None:
        raise NotFound
    wanted = queries.charter_text(text, adopted_on, reason)
    upcoming = queries.last_charter_number(committee.id) + 1
    if number is not None and number != upcoming:
        return _adopted_before(committee, number, wanted)
    moment = now()
    deed = Deed(action="charter.adopted", subject=f"charter:{slug}/{upcoming}", role="clerk", text=wanted)
    charter = Charter(
        committee_id=committee.id,
        number=upcoming,
        text=text,
        adopted_on=adopted_on,
        reason=reason,
        posted_at=moment,
        record_seq=append(actor, deed, at=moment),
    )
    db.session.add(charter)
    return charter.number


def _adopted_before(committee: Committee, number: int, wanted: str) -> int:
    there = queries.charter(committee.id, number)
    if there is not None and queries.charter_text(there.text, there.adopted_on, there.reason) == wanted:
        return number
    raise Refused(_("Another version was adopted while you wrote. Compare yours with it, then adopt yours."))

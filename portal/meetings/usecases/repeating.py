"""Writing the drafts of meetings that come again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _

from portal.core.errors import NotFound, Refused
from portal.core.formats import from_local, local
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.agendas.beginning import begin
from portal.meetings.agendas.copying import copied
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.agendas.series import MOST


@usecase
def repeat_meeting(*, actor: Actor, slug: str, days: Sequence[date], with_items: bool = False) -> list[str]:
    """A draft like this meeting for each of `days`, at the same local time; returns their slugs.

    A day for which the very same draft is there already gets no second one.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting = queries.meeting_by_slug(slug)
    if meeting is None:
        raise NotFound
    if not days or len(days) > MOST:
        raise Refused(_("Choose between 1 and %(most)s days", most=MOST), "days")
    pattern = copied(queries.draft_of(meeting, queries.committee_of(meeting)))
    if not with_items:
        pattern = replace(pattern, note=NOTHING, items=())
    clock = local(pattern.starts_at).time()
    return [begin(replace(pattern, starts_at=from_local(datetime.combine(day, clock)))) for day in days]

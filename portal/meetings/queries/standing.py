"""Who may see a meeting, as SQL, and where a meeting is in time."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import ColumnElement, true

from portal.core.clock import now
from portal.core.formats import from_local, local
from portal.core.permissions import Actor, Role
from portal.meetings.models import Meeting, MeetingState


class Standing(StrEnum):
    """Where a meeting is in time, by the days of the site's zone."""

    UPCOMING = "upcoming"
    TODAY = "today"
    PAST = "past"


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The twin of `access.may_read_meeting`, as a condition on meetings."""
    if actor.has(Role.CLERK, Role.MEMBER):
        return true()
    return Meeting.state != MeetingState.DRAFT


def standing(starts_at: datetime) -> Standing:
    """Where a meeting that starts at `starts_at` is in time now."""
    its_day, today = local(starts_at).date(), local(now()).date()
    if its_day == today:
        return Standing.TODAY
    return Standing.UPCOMING if its_day > today else Standing.PAST


def today_begins() -> datetime:
    """The first moment of today in the site's zone."""
    return from_local(datetime.combine(local(now()).date(), time()))

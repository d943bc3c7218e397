"""When a comment that was taken down counts as received."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.formats import from_local, local

A_SECOND = timedelta(seconds=1)
A_DAY = timedelta(days=1)


def said_at(opens_at: datetime | None, closes_at: datetime | None, day: date) -> datetime:
    """The last moment of `day` at which comments were taken: so it waits in line behind those of that day.

    Raises `Refused` for a day on which they were not.
    """
    moment = now()
    if day > local(moment).date():
        raise Refused(_("Enter a day that is not in the future"), "said_on")
    latest = min(moment, from_local(datetime.combine(day + A_DAY, time.min)) - A_SECOND)
    if closes_at is not None:
        latest = min(latest, closes_at - A_SECOND)
    begins = from_local(datetime.combine(day, time.min))
    if opens_at is None or latest < max(begins, opens_at):
        raise Refused(_("Comments were not open on that day"), "said_on")
    return latest

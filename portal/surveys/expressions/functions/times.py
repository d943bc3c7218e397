"""Functions of dates and times, which are texts as XForms writes them."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from portal.surveys.expressions.dates import formatted, moment_of, time_of, written
from portal.surveys.expressions.functions.calling import Apply, Arguments
from portal.surveys.expressions.values import Value, as_number, as_string

if TYPE_CHECKING:
    from portal.surveys.expressions.evaluating import Evaluation, Focus


def today(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """The day, in the site's zone."""
    return run.scope.today.isoformat()


def now(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """The moment, with the site's distance from UTC."""
    return written(run.scope.now)


def on_moment(function: Callable[[datetime], str]) -> Apply:
    """A function of a date, with or without time, or of a number of days since 1970; what is neither stays blank."""

    def apply(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
        moment = moment_of(as_number(run.value(arguments[0], focus)))
        return function(moment) if moment else ""

    return apply


def date(moment: datetime) -> str:
    """The day."""
    return moment.date().isoformat()


def date_time(moment: datetime) -> str:
    """The day and the time, which is midnight where none was given."""
    return written(moment)


def time(text: str) -> float:
    """A time as a fraction of the day: noon is 0.5."""
    fraction = time_of(text)
    return math.nan if fraction is None else fraction


def format_(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """A date by a pattern such as %e %b %Y; blank where there is no date."""
    moment = moment_of(as_number(run.value(arguments[0], focus)))
    pattern = as_string(run.value(arguments[1], focus))
    run.read([pattern])
    run.writable(len(pattern) * 8)
    return formatted(moment, pattern, run.scope.calendar) if moment else ""

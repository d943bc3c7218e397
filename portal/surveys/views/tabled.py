"""How the figures of results are said."""

from __future__ import annotations

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.surveys.results import Line

DIMENSION_NAMES = {"audience": _l("Who answered"), "area": _l("Area"), "size_class": _l("Size of the business")}


def percent(share: float) -> str:
    """A share in whole percent."""
    return str(format_percent(share, "#,##0%"))


def bounds(line: Line) -> str:
    """A bin in words."""
    low, high = (None if end is None else format_decimal(end) for end in (line.low, line.high))
    if low is None and high is None:
        return _("Any number")
    if low is None:
        return _("Below %(high)s", high=high)
    if high is None:
        return _("%(low)s or more", low=low)
    return _("From %(low)s to below %(high)s", low=low, high=high)

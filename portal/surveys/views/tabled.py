"""How the figures of results are said."""

from __future__ import annotations

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.surveys.results import Line, Results, margin_of_error

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


def certainty(results: Results) -> list[str]:
    """What the figures are worth, in sentences: the response rate and the margin of error, or that there is none."""
    responses, reached = results.responses or 0, results.reached or 0
    margin = margin_of_error(responses, reached)
    if margin is None:
        return [
            _(
                "Self-selected: no margin of error."
                " The figures tell what those who answered said, not what everybody thinks."
            )
        ]
    rate = _(
        "Of %(reached)s who were reached by an invitation, %(responses)s answered: a response rate of %(rate)s.",
        reached=format_decimal(reached),
        responses=format_decimal(responses),
        rate=percent(responses / reached),
    )
    if responses == reached:
        return [rate, _("All of them answered: there is no margin of error.")]
    return [
        rate,
        _(
            "Margin of error: plus or minus %(points)s points at most,"
            " if those who answered are like those who did not.",
            points=format_decimal(margin),
        ),
    ]

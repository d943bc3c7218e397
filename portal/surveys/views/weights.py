"""Shares weighted by known totals, for the clerk of a confidential survey. Nothing of it is kept.

It is for no one else: whoever may choose totals again and again can work out from the shares how single groups
answered, however few they are. Its own clerk may read the responses anyway.
"""

from __future__ import annotations

from portal.core.errors import NotFound
from portal.core.permissions import Permission, authorize
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.surveys import queries
from portal.surveys.forms import TotalsForm, totals_form
from portal.surveys.models import DIMENSIONS, Survey
from portal.surveys.results import Results
from portal.surveys.results.weighting import sizes_of, weigh, weighted_tables
from portal.surveys.tabulating import tables_of
from portal.surveys.views.door import blueprint
from portal.surveys.views.tabled import DIMENSION_NAMES, percent


@blueprint.route("/staff/surveys/<slug:slug>/weights", methods=["GET", "POST"])
@requires(Permission.SURVEY_RESPONSES)
def weights(slug: str) -> tuple[str, int]:
    """Take the totals, and show what they change."""
    row, results = _survey(slug)
    form, groupings = queries.answered_form(row.id), dict(row.groupings)
    answers = [one for _version, one in queries.answers_of(row.id)]
    sizes = sizes_of(form, groupings, answers)
    asked = {
        name: [(one.name, in_page_language(one.label).text or one.name, one.n) for one in sizes[name]]
        for name in DIMENSIONS
        if name in sizes
    }
    typed = totals_form(asked)
    shown: dict[str, object] = {"raked": None, "tables": []}
    status = typed.http_status
    if typed.validate_on_submit():
        raked, each = weigh(form, groupings, answers, typed.totals)
        tables = weighted_tables(results, answers, each)
        shown, status = {"raked": raked, "tables": tables, "empty": _empty(typed, raked.empty)}, 200
    survey = queries.survey_at_desk(slug)
    dimensions = [(name, DIMENSION_NAMES[name]) for name in asked]
    page = render(
        "surveys/weights.html",
        survey=survey,
        form=typed,
        dimensions=dimensions,
        responses=len(answers),
        percent=percent,
        **shown,
    )
    return page, status if typed.is_submitted() else 200


def _survey(slug: str) -> tuple[Survey, Results]:
    row = queries.survey_row(slug)
    if row is None:
        raise NotFound
    authorize(current_actor(), Permission.SURVEY_RESPONSES, row)
    results = tables_of(row.id, row.state)
    if results is None:
        raise NotFound
    return row, results


def _empty(form: TotalsForm, empty: tuple[tuple[int, str], ...]) -> list[str]:
    """The labels of groups that nobody answered for."""
    margins = list(form.totals)
    return [label for at, group in empty for name, label, _n in form.groups[margins[at]] if name == group]

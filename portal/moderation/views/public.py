"""Moderation in the open: the guidelines, how review works, and what came of it in numbers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flask import current_app

from portal.core.differences import FieldChange, text_changes
from portal.core.errors import NotFound
from portal.core.formats import month
from portal.core.routes import public
from portal.core.web import render
from portal.moderation import queries
from portal.moderation.guideline_versions import WORDS
from portal.moderation.queries import VersionCard
from portal.moderation.views.door import blueprint, undo_minutes


@blueprint.get("/moderation", endpoint="public")
@public()
def rules() -> str:
    """The guidelines, how review works, and what came of it in numbers."""
    settings = current_app.config["SETTINGS"]
    figures, months = queries.figures(), queries.month_lines()
    return render(
        "moderation/public.html",
        guidelines=queries.guidelines(),
        figures=figures,
        waiting_since=queries.median_waiting_since(figures.waiting),
        hours_recently=queries.median_hours_recently(),
        months=months,
        totals=queries.month_totals(months),
        month_columns=[(month(line.first), "number") for line in months],
        cited={line.guideline_id: line.counts[::-1] for line in queries.guideline_months()},
        none_cited=(0,) * len(months),
        review_days=settings.review_days,
        appeal_days=settings.appeal_days,
        appeal_within_days=settings.appeal_within_days,
        undo_minutes=undo_minutes(),
    )


@blueprint.get("/moderation/guidelines/<slug:code>")
@public()
def guideline(code: str) -> str:
    """One guideline with all its versions, and what each changed, word by word."""
    page = queries.guideline_page(code)
    if page is None:
        raise NotFound
    return render("moderation/guideline.html", page=page, changes=_changes(page.versions))


def _changes(versions: Sequence[VersionCard]) -> dict[int, list[FieldChange]]:
    """By number, what a version changed in the words of the one before it; versions come newest first."""
    return {
        newer.number: [
            change for name in WORDS for change in text_changes(name, getattr(older, name), getattr(newer, name))
        ]
        for newer, older in itertools.pairwise(versions)
    }

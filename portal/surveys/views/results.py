"""The results of a survey for everybody: as a page, as JSON and as a table. They never change once they are there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Response, request

from portal.core.errors import NotFound
from portal.core.formats import iso
from portal.core.permissions import Permission, can
from portal.core.routes import current_actor, public
from portal.core.spreadsheets import as_csv
from portal.core.web import absolute_url, render
from portal.surveys import queries
from portal.surveys.models import DIMENSIONS
from portal.surveys.queries import KeptResults, SurveyCard
from portal.surveys.results.hiding import K
from portal.surveys.results.margins import margin_of_error
from portal.surveys.results.shapes import Results, Table
from portal.surveys.results.sheets import HEADER, sheet
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.tabled import DIMENSION_NAMES, bounds, certainty, percent

AT_ONCE = 12  # a long form has hundreds of questions: so many fit a page on a phone


@blueprint.get("/surveys/<slug:slug>/results")
@public("by", "from")
def results(slug: str) -> str:
    """The tables, or why there are none."""
    survey = survey_at(slug)
    kept = _kept(survey)
    found, made_at = (kept.results, kept.made_at) if kept else (None, None)
    return render("surveys/results.html", survey=survey, made_at=made_at, **shown(found))


@blueprint.get("/surveys/<slug:slug>/results.json")
@public()
def results_json(slug: str) -> Response:
    """The same tables for programs; null is a figure that is hidden."""
    survey = survey_at(slug)
    kept = _kept(survey)
    if kept is None:
        raise NotFound
    margin = margin_of_error(kept.results.responses or 0, kept.results.reached or 0)
    content = {
        "survey": absolute_url("surveys.show", slug=slug),
        "title": dict(survey.title),
        "made_at": iso(kept.made_at),
        "self_selected": margin is None,
        "reached": kept.results.reached,
        "margin_of_error": margin,
        "hidden_below": K,
        "responses": kept.results.responses,
        "questions": [asdict(table) for table in kept.results.tables],
    }
    written = json.dumps(content, ensure_ascii=False, indent=1, default=dict) + "\n"
    return Response(written, mimetype="application/json")


@blueprint.get("/surveys/<slug:slug>/results.csv")
@public()
def results_csv(slug: str) -> Response:
    """The same tables for spreadsheet programs, one figure in each row."""
    survey = survey_at(slug)
    kept = _kept(survey)
    if kept is None:
        raise NotFound
    return Response(as_csv(HEADER, sheet(kept.results)), content_type="text/csv; charset=utf-8")


@dataclass(frozen=True)
class Part:
    """Some of the tables, and with which number its neighbors begin; None: there is none."""

    tables: Sequence[Table]
    before: int | None
    behind: int | None


def shown(found: Results | None) -> dict[str, object]:
    """What the templates of tables need."""
    there = {cross.dimension for table in found.tables for cross in table.crosses} if found else set()
    by = request.args.get("by", "")
    return {
        "results": found,
        "certainty": certainty(found) if found else [],
        "part": part_of(found.tables if found else ()),
        "by": by if by in there else "",
        "dimensions": [(name, DIMENSION_NAMES[name]) for name in DIMENSIONS if name in there],
        "bounds": bounds,
        "percent": percent,
        "k": K,
    }


def part_of(tables: Sequence[Table]) -> Part:
    """The tables from the number that the address names on."""
    said = request.args.get("from", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    first = min(max(number, 1), max(len(tables), 1)) - 1
    return Part(
        tables=tables[first : first + AT_ONCE],
        before=max(first - AT_ONCE, 0) + 1 if first else None,
        behind=first + AT_ONCE + 1 if first + AT_ONCE < len(tables) else None,
    )


def _kept(survey: SurveyCard) -> KeptResults | None:
    row = queries.survey_row(survey.slug)
    return queries.kept_results(survey.id) if can(current_actor(), Permission.SURVEY_RESULTS, row) else None

"""The results of a survey: for everybody the published tables, for the desk what the tallies say."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.core.spreadsheets import as_csv
from portal.core.web import render
from portal.surveys import queries, usecases
from portal.surveys.forms import LoadedForm
from portal.surveys.models import SurveyState
from portal.surveys.queries import SurveyCard
from portal.surveys.results import LEAST_BASE, K, Results, Table, as_json, rows_of
from portal.surveys.views.door import blueprint, survey_at

AT_ONCE = 12  # a long form has hundreds of questions: a page on a phone holds so many


@dataclass(frozen=True)
class Part:
    """Some of the tables, the first with the number `first`, and where its neighbors begin; None: there is none."""

    tables: tuple[Table, ...]
    first: int
    about: int
    before: int | None
    behind: int | None


@blueprint.get("/surveys/<slug:slug>/results")
@public("from")
def results(slug: str) -> str:
    """The published tables; before, when and whether they will be."""
    survey = survey_at(slug)
    found = _public(survey)
    part = _part(found) if found else None
    return render("surveys/results.html", survey=survey, results=found, part=part, k=K, least=LEAST_BASE)


@blueprint.get("/surveys/<slug:slug>/results.json")
@public()
def results_json(slug: str) -> Response:
    """The published tables for programs. null is a figure that is hidden."""
    survey = survey_at(slug)
    found = _public(survey)
    if found is None:
        raise NotFound
    first, *tables = as_json(found)
    told = {"survey": slug, "title": dict(survey.title), "hidden_below": K, **first, "tables": tables}
    return Response(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")


@blueprint.get("/surveys/<slug:slug>/results.csv")
@public()
def results_csv(slug: str) -> Response:
    """The published tables, a figure in each row. A blank figure is hidden."""
    found = _public(survey_at(slug))
    if found is None:
        raise NotFound
    return _csv(slug, found)


@blueprint.get("/staff/surveys/<slug:slug>/results")
@requires(Permission.SURVEY_RESULTS, "from", "published")
def desk_results(slug: str) -> str:
    """What the committee may see: the same tables, before they are public too."""
    return _desk_page(slug)


@blueprint.get("/staff/surveys/<slug:slug>/results.csv")
@requires(Permission.SURVEY_RESULTS)
def desk_results_csv(slug: str) -> Response:
    """The same tables as a file."""
    found = queries.results_at_desk(slug).results
    if found is None:
        raise NotFound
    return _csv(slug, found)


@blueprint.post("/staff/surveys/<slug:slug>/results")
@requires(Permission.SURVEY_EDIT)
def publish(slug: str) -> str | Response | tuple[str, int]:
    """Publish the tables for good."""
    form = LoadedForm()
    if not form.validate_on_submit():
        return _desk_page(slug, [str(said) for said in form.form_errors]), 422
    try:
        usecases.publish_results(actor=current_actor(), slug=slug)
    except Refused as refusal:
        return _desk_page(slug, [refusal.message]), 409
    return redirect(url_for("surveys.desk_results", slug=slug, published=1), 303)


def _public(survey: SurveyCard) -> Results | None:
    return queries.published_results(survey.id) if survey.has_results else None


def _desk_page(slug: str, lacking: list[str] | None = None) -> str:
    found = queries.results_at_desk(slug)
    return render(
        "surveys/desk_results.html",
        survey=found,
        part=_part(found.results) if found.results else None,
        form=LoadedForm(formdata=None) if found.state == SurveyState.CLOSED else None,
        lacking=lacking or [],
        published="published" in request.args,
        k=K,
        least=LEAST_BASE,
    )


def _part(results: Results) -> Part:
    said = request.args.get("from", "")
    first = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    first = min(max(first, 1), max(len(results.tables), 1))
    end = first + AT_ONCE
    return Part(
        tables=results.tables[first - 1 : end - 1],
        first=first,
        about=len(results.tables),
        before=max(first - AT_ONCE, 1) if first > 1 else None,
        behind=end if end <= len(results.tables) else None,
    )


def _csv(slug: str, found: Results) -> Response:
    rows = [list(asdict(row).values()) for row in rows_of(found)]
    header = ["question", "label", "dimension", "group", "figure", "answer", "n"]
    answer = Response(as_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{slug}-results.csv")
    return answer

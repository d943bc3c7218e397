"""Taking in an XLSForm: looked at first, kept then. The files are sent both times and lie nowhere in between."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import current_app, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.surveys import queries, usecases
from portal.surveys.definition import ASKED, Form
from portal.surveys.form_changes import form_changes
from portal.surveys.forms import WorkbookForm
from portal.surveys.queries import SurveyAtDesk, VersionLine
from portal.surveys.views.door import blueprint
from portal.surveys.xlsform import LARGEST, Reading, read_workbook, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIELD_NAMES = {
    "label": _l("Question"),
    "hint": _l("Hint"),
    "choices": _l("Choices"),
    "kind": _l("Kind"),
    "required": _l("Needed if"),
    "relevant": _l("Asked only if"),
    "constraint": _l("The answer must fit"),
    "calculation": _l("Worked out as"),
}


@blueprint.route("/staff/surveys/import", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT, files=2)
def import_form() -> Response | tuple[str, int]:
    """A new survey from a workbook."""
    return _take(None)


@blueprint.route("/staff/surveys/<slug:slug>/versions", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT, files=2)
def form_versions(slug: str) -> Response | tuple[str, int]:
    """The versions of a survey's form, and a new one from a workbook."""
    return _take(queries.survey_at_desk(slug))


@blueprint.get("/staff/surveys/<slug:slug>/form.xlsx")
@requires(Permission.SURVEY_EDIT)
def form_workbook(slug: str) -> Response:
    """The newest version of a survey's form as an XLSForm workbook."""
    _version, definition = queries.newest_version(queries.survey_at_desk(slug).id)
    return _workbook(definition, f"{slug}.xlsx")


@blueprint.get("/staff/surveys/<slug:slug>/versions/<int:number>/form.xlsx")
@requires(Permission.SURVEY_EDIT)
def version_workbook(slug: str, number: int) -> Response:
    """One version of a survey's form as an XLSForm workbook."""
    line = _version(queries.survey_at_desk(slug), number)
    return _workbook(queries.form_of(line.id), f"{slug}-{number}.xlsx")


@blueprint.get("/staff/surveys/<slug:slug>/versions/<int:number>")
@requires(Permission.SURVEY_EDIT)
def version_changes(slug: str, number: int) -> str:
    """What a version of a survey's form has other than the one before."""
    survey = queries.survey_at_desk(slug)
    after, before = _version(survey, number), _version(survey, number - 1)
    changes = list(form_changes(queries.form_of(before.id), queries.form_of(after.id)))
    return render("surveys/version.html", survey=survey, version=after, changes=changes, field_names=FIELD_NAMES)


def _version(survey: SurveyAtDesk, number: int) -> VersionLine:
    found = next((version for version in survey.versions if version.number == number), None)
    if found is None:
        raise NotFound
    return found


def _workbook(definition: Form, name: str) -> Response:
    answer = Response(write_workbook(definition), content_type=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _take(survey: SurveyAtDesk | None) -> Response | tuple[str, int]:
    form = WorkbookForm()
    if not form.validate_on_submit():
        return _page(form, survey)
    reading, name = _read(form)
    if reading.form is None or not {"keep", "without"} & request.form.keys():
        return _page(form, survey, reading)
    try:
        slug = _keep(reading.form, reading, name, survey)
    except Refused as refusal:
        form.show(refusal)
        return _page(form, survey, reading)
    return redirect(url_for("surveys.desk_survey", slug=slug, imported=1), 303)


def _read(form: WorkbookForm) -> tuple[Reading, str]:
    sent = form.file.data
    content = sent.stream.read(LARGEST + 1)
    name: str = sent.filename or ""
    lang = current_app.config["SETTINGS"].default_language
    without = "without" in request.form
    beside = {one.filename: one.stream.read(LARGEST + 1) for one in form.beside.data or () if one.filename}
    return read_workbook(content, name, without_unsupported=without, lang=lang, attachments=beside), name


def _keep(definition: Form, reading: Reading, name: str, survey: SurveyAtDesk | None) -> str:
    survey_id = usecases.keep_form(
        actor=current_actor(),
        survey_slug=survey.slug if survey else None,
        form=definition,
        left_out=[asdict(one) for one in reading.left_out],
        source_name=name,
    )
    return queries.slug_of(survey_id)


def _page(form: WorkbookForm, survey: SurveyAtDesk | None, reading: Reading | None = None) -> tuple[str, int]:
    found: dict[str, Any] = {"asked": 0}
    if reading and reading.form:
        found["asked"] = sum(question.kind in ASKED for _path, question in reading.form.questions())
    refused = form.errors or (reading and reading.form is None)
    page = render("surveys/import.html", form=form, survey=survey, reading=reading, **found)
    return page, 422 if refused and request.method == "POST" else 200

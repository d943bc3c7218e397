"""The responses of a confidential survey that is closed, for its own clerk: a workbook, CSV in a zip, or for SPSS."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from werkzeug.wrappers import Response

from portal.core.errors import NotFound
from portal.core.permissions import Permission, authorize
from portal.core.routes import current_actor, requires
from portal.core.spreadsheets import as_csv, harmless
from portal.core.web import render
from portal.surveys import queries
from portal.surveys.definition import Form
from portal.surveys.exporting import Sheet, as_sav, can_write, sheets
from portal.surveys.models import SurveyState
from portal.surveys.views.door import blueprint

_LONGEST_NAME = 31  # of a sheet
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SPSS = "application/x-spss-sav"


@blueprint.get("/staff/surveys/<slug:slug>/responses.xlsx")
@requires(Permission.SURVEY_RESPONSES)
def responses_workbook(slug: str) -> Response:
    """A sheet for the form, each repeat, and the codebook. Everything is text: nothing is run."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        for number, one in enumerate(_sheets(slug), 1):
            name = "".join(letter for letter in one.name if letter not in "[]:*?/\\")
            page = book.add_worksheet(f"{number} {name}"[:_LONGEST_NAME])
            for at, row in enumerate((one.header, *one.rows)):
                page.write_row(at, 0, [harmless(cell) for cell in row])
    return _download(file.getvalue(), f"{slug}-responses.xlsx", _EXCEL)


@blueprint.get("/staff/surveys/<slug:slug>/responses.zip")
@requires(Permission.SURVEY_RESPONSES)
def responses_csv(slug: str) -> Response:
    """The same as one CSV for each sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in _sheets(slug):
            archive.writestr(f"{one.name}.csv", as_csv([harmless(cell) for cell in one.header], one.rows))
    return _download(file.getvalue(), f"{slug}-responses.zip", "application/zip")


@blueprint.get("/staff/surveys/<slug:slug>/responses.sav")
@requires(Permission.SURVEY_RESPONSES)
def responses_spss(slug: str) -> Response | tuple[str, int]:
    """The form's own answers for SPSS; where what writes them is not installed, a page says what to install."""
    form, answers = _answered(slug)
    if not can_write():
        return render("surveys/no_spss.html", survey=queries.survey_at_desk(slug)), 501
    return _download(as_sav(form, answers), f"{slug}-responses.sav", _SPSS)


def _sheets(slug: str) -> list[Sheet]:
    return sheets(*_answered(slug))


def _answered(slug: str) -> tuple[Form, Iterator[dict[str, Any]]]:
    row = queries.survey_row(slug)
    if row is None:
        raise NotFound
    authorize(current_actor(), Permission.SURVEY_RESPONSES, row)
    if row.state not in {SurveyState.CLOSED, SurveyState.PUBLISHED}:
        raise NotFound
    return queries.answered_form(row.id), (answers for _id, answers in queries.answers_of(row.id))


def _download(content: bytes, name: str, kind: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(content, content_type=kind, headers={"Content-Disposition": disposition})

"""Workbooks made in memory, and read without a process of their own."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from xlsxwriter import Workbook

from portal.surveys.definition import Element, Form, Question
from portal.surveys.xlsform import Reading
from portal.surveys.xlsform.reader import read
from portal.surveys.xlsform.reading import MOST_ROWS, gate, understood

Rows = list[list[Any]]
HEAD = ["type", "name", "label", "relevant", "calculation"]
CHOICES: Rows = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]


def book(*rows: list[Any], head: list[Any] = HEAD, choices: Rows = CHOICES, **sheets: Rows) -> bytes:
    """A workbook with these rows of questions; `sheets` are others by name, `survey` in place of `head` and `rows`."""
    stream = BytesIO()
    with Workbook(stream) as workbook:
        for name, lines in ({"survey": [head, *rows], "choices": choices} | sheets).items():
            sheet = workbook.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return stream.getvalue()


def taken(content: bytes, *, without: bool = False, **attachments: bytes) -> Reading:
    """What reading gives; attachments by their names without .csv."""
    wrong = gate(content)
    if wrong:
        return Reading(None, [], [wrong])
    files = {f"{name}.csv": body for name, body in attachments.items()}
    with catch_warnings():
        simplefilter("ignore")  # openpyxl on workbooks without styles; the process has no ears for it
        said = read(content, MOST_ROWS)
    return understood(said, "lamps", "en", files, without)


def form_of(content: bytes, **others: Any) -> Form:
    """The form in a workbook that has no problems."""
    found = taken(content, **others)
    assert found.form is not None, [str(problem) for problem in found.problems]
    return found.form


def questions(content: bytes, **others: Any) -> dict[str, Question]:
    """The questions of a workbook that has no problems, by their paths."""
    return {"/".join(path): question for path, question in form_of(content, **others).questions()}


def problems(content: bytes, **others: Any) -> list[tuple[str, int, str, str]]:
    """What is wrong with a workbook that gives no form, as (sheet, row, column, message)."""
    found = taken(content, **others)
    assert found.form is None
    return [(one.sheet, one.row, one.column, one.message) for one in found.problems]


def without_rows(form: Form) -> Form:
    """The form as it was before it stood in rows."""
    return replace(form, elements=tuple(map(_bare, form.elements)))


def _bare(element: Element) -> Element:
    if isinstance(element, Question):
        return replace(element, row=0)
    return replace(element, row=0, children=tuple(map(_bare, element.children)))

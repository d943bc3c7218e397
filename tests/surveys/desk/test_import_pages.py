"""Taking in a workbook at the desk: looked at, kept, and given back."""

from __future__ import annotations

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from portal.surveys import queries
from portal.surveys.xlsform import write_workbook
from tests.surveys.desk.forms import form
from tests.surveys.xlsform.workbooks import book


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def test_a_workbook_is_looked_at_and_then_kept(desk):
    content = write_workbook(form())
    page = desk.submit(desk.get("surveys.import_form"), file=FileStorage(BytesIO(content), filename="deliveries.xlsx"))
    assert "The form asks 2 questions." in page.text
    assert queries.survey_lines() == []
    page = desk.submit(page, "Import the form", file=FileStorage(BytesIO(content), filename="deliveries.xlsx"))
    assert "The form is kept." in page.text
    assert [line.versions for line in queries.survey_lines()] == [1]


def test_what_is_no_workbook_is_refused_in_words(desk):
    page = desk.submit(desk.get("surveys.import_form"), file=FileStorage(BytesIO(b"no"), filename="a.xlsx"), expect=422)
    assert "What must be mended" in page.text


def test_a_form_is_kept_without_what_the_web_cannot_ask(desk):
    content = book(["text", "why", "Why"], ["image", "photo", "Photo"])
    sent = {"file": FileStorage(BytesIO(content), filename="a.xlsx")}
    page = desk.submit(desk.get("surveys.import_form"), **sent, expect=422)
    assert "the type “image”" in page.text
    sent = {"file": FileStorage(BytesIO(content), filename="a.xlsx")}
    assert "The form is kept." in desk.submit(page, "Import without it", **sent).text

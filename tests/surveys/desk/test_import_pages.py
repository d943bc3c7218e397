"""Taking in a workbook at the desk: looked at, kept, and given back."""

from __future__ import annotations

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from portal.core.translated import Translated
from portal.surveys import queries, usecases
from portal.surveys.definition import Kind, Question
from portal.surveys.xlsform import read_workbook, write_workbook
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


def sent(content):
    """A workbook as a browser sends it."""
    return FileStorage(BytesIO(content), filename="deliveries.xlsx")


def test_what_the_web_cannot_ask_is_named_and_left_out_in_one_step(desk):
    content = book(["text", "wish", "What would help?"], ["image", "shop", "Your shop"])
    page = desk.submit(desk.get("surveys.import_form"), "Import the form", file=sent(content), expect=422)
    assert "“shop”" in page.text
    assert queries.survey_lines() == []
    page = desk.submit(page, "Import without these", file=sent(content))
    assert "The form is kept." in page.text
    assert "shop" in page.text, "what is left out stays listed"


def test_choices_may_come_in_a_file_beside_the_workbook(desk):
    content = book(["select_one_from_file areas.csv", "area", "Where?"])
    areas = FileStorage(BytesIO(b"name,label\nnorth,North\nsouth,South\n"), filename="areas.csv")
    page = desk.submit(desk.get("surveys.import_form"), "Import the form", file=sent(content), beside=areas)
    assert "The form is kept." in page.text


def test_versions_tell_what_they_changed_and_are_given_back_each(desk, cast):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    more = Question("often", Kind.INTEGER, Translated({"en": "How often?"}), row=4)
    usecases.keep_form(actor=cast.clerk.actor, form=form(more), survey_slug="deliveries")
    page = desk.get("surveys.form_versions", slug="deliveries")
    changes = desk.get("surveys.version_changes", slug="deliveries", number=2)
    assert page.link("What version 2 changed") == "/staff/surveys/deliveries/versions/2"
    assert "New: How often?" in changes.text
    assert "Do you deliver?" not in changes.text
    desk.get("surveys.version_changes", slug="deliveries", number=1, expect=404)
    first = desk.send("GET", "/staff/surveys/deliveries/versions/1/form.xlsx")
    read = read_workbook(first.data, "first.xlsx").form
    assert [path for path, _question in read.questions()] == [path for path, _question in form().questions()]

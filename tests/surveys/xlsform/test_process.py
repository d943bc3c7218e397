"""The whole way, with the reader in a process of its own: little, and the workbooks that would do harm."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from portal.surveys.xlsform import read_workbook
from tests.surveys.xlsform.workbooks import book

PLAIN = book(["text", "q", "Q"])
_SHEET = "xl/worksheets/sheet1.xml"
_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "%s">%s]>'
_ENTITIES = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 30) for n in range(8))


def changed(change):
    """The plain workbook with another first sheet."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(PLAIN)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == _SHEET else content)
    return stream.getvalue()


def with_entities(sheet):
    body = sheet.partition(b"?>")[2].replace(b"<v>0</v>", b"<v>&i;</v>")
    return _BOMB % (b"lamp" * 20, _ENTITIES) + body


def with_huge_dimension(sheet):
    wide = b"".join(b'<c r="%s1" t="inlineStr"><is><t>c%d</t></is></c>' % (_column(n), n) for n in range(7, 300))
    return sheet.replace(b'<dimension ref="A1:E2"/>', b'<dimension ref="A1:XFD1048576"/>').replace(
        b"</row>", wide + b"</row>", 1
    )


def _column(number):
    name = b""
    while number:
        number, rest = divmod(number - 1, 26)
        name = b"%c%s" % (65 + rest, name)
    return name


def test_a_workbook_is_read_apart():
    found = read_workbook(PLAIN, "lamps.xlsx")
    assert [(path, question.row) for path, question in found.form.questions()] == [(("q",), 2)]
    assert (found.form.title, found.problems) == ("lamps", [])


def test_a_huge_sheet_that_says_so_is_read_as_far_as_it_goes():
    content = changed(with_huge_dimension)
    assert b"XFD1048576" in zipfile.ZipFile(BytesIO(content)).read(_SHEET)
    found = read_workbook(content, "lamps.xlsx")
    assert [question.name for _path, question in found.form.questions()] == ["q"]
    assert len(found.left_out) == 293


@pytest.mark.parametrize("change", [with_entities, lambda sheet: sheet[:-40]], ids=["entities", "cut"])
def test_a_workbook_that_the_reader_dies_of_is_refused_in_words(change):
    found = read_workbook(changed(change), "lamps.xlsx")
    assert found.form is None
    assert "cannot be read" in found.problems[0].message

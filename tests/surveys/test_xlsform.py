"""Workbooks become forms, or are refused in words that say where and what to do."""

from __future__ import annotations

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question, Repeat
from portal.surveys.xlsform import read_workbook, write_workbook

HEAD = ["type", "name", "label", "relevant", "calculation"]
CHOICES = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]


@pytest.fixture(autouse=True)
def _house(app):
    """Words need the portal."""


def book(*rows, choices=CHOICES, name="survey", head=HEAD):
    stream = BytesIO()
    with Workbook(stream) as workbook:
        for title, lines in ((name, [head, *rows]), ("choices", choices)):
            sheet = workbook.add_worksheet(title)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return stream.getvalue()


def read(content, **others):
    return read_workbook(content, "lamps.xlsx", **others)


def without_rows(element):
    if isinstance(element, Question):
        return type(element)(**{**vars(element), "row": 0})
    children = tuple(map(without_rows, element.children))
    return type(element)(**{**vars(element), "row": 0, "children": children})


def text(words, **others):
    return Translated({"en": words} | others)


FORM = Form(
    title="Lamps",
    name="lamps",
    elements=(
        Question("color", Kind.SELECT_ONE, text("Which?", ar="أيّ؟"), choices="colors", appearance=("minimal",)),
        Question(
            "warm", Kind.SELECT_MULTIPLE, text("Warm"), choices="colors", choice_filter="warm = 'yes'", randomize=True
        ),
        Group(
            "home",
            (
                Question("n", Kind.INTEGER, text("How many?"), required="true()", constraint=". < 9"),
                Repeat("member", (Question("age", Kind.INTEGER, text("=1+1"), aggregate_only=True),), count="${n}"),
            ),
            label=text("Home"),
            relevant="${color} = 'r'",
            appearance=("field-list",),
        ),
        Question("pace", Kind.RANGE, text("Pace"), bounds=("1", "5", "1")),
        Question("total", Kind.CALCULATE, calculation="${pace} * 2"),
    ),
    choices={"colors": (Choice("r", text("Red"), {"warm": "yes"}), Choice("b", text("Blue", ar="أزرق")))},
    languages=(Language("en", "English"), Language("ar", "Arabic")),
    default_language="en",
    version="3",
)


def test_what_was_written_is_read_again():
    found = read(write_workbook(FORM))
    assert found.problems == []
    assert tuple(map(without_rows, found.form.elements)) == FORM.elements
    assert (found.form.choices, found.form.default_language) == (FORM.choices, "en")
    assert set(found.form.languages) == set(FORM.languages)


def test_old_words_are_understood():
    found = read(book(["select one from yn or_other", "q", "Ready?"], ["string", "s", "Why"], ["note", "", "Thanks"]))
    assert [(one.kind, one.other) for _path, one in found.form.questions()] == [
        (Kind.SELECT_ONE, True),
        (Kind.TEXT, False),
        (Kind.NOTE, False),
    ]


def test_metadata_is_dropped_and_what_cannot_be_asked_is_named_by_row():
    content = book(["deviceid", "device"], ["text", "why", "Why"], ["image", "face", "Photo"])
    refused = read(content)
    assert refused.form is None
    assert [(one.sheet, one.row) for one in refused.problems] == [("survey", 4)]
    taken = read(content, without_unsupported=True)
    assert [(one.row, one.name) for one in taken.left_out] == [(2, "device"), (4, "face")]
    assert [one.name for _path, one in taken.form.questions()] == ["why"]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", ("", 0), "not an Excel"),
        (b"\xd0\xcf\x11\xe0 old", ("", 0), ".xls"),
        (b"PK\x03\x04 broken", ("", 0), "not an Excel"),
        (book(["text", "q", "Q"], name="questions"), ("", 0), "survey"),
        (book(["text", "q", "Q"], ["text", "q", "Q"]), ("survey", 3), "standard says"),
        (book(["begin_group", "g", "G"], ["text", "q", "Q"]), ("survey", 2), "standard says"),
        (book(["select_one none", "q", "Q"]), ("survey", 2), "standard says"),
        (book(["text", "q", "Q"], ["telepathy", "t", "T"]), ("survey", 3), "telepathy"),
        (book(["image", "i", "I"], ["text", "q", "Q", "${i} != ''"]), ("survey", 3), "cannot be asked"),
        (book(["calculate", "a", "", "", "${b}"], ["calculate", "b", "", "", "${a}"]), ("survey", 2), "a → b → a"),
        (book(["calculate", "a", "", "", "1 +"]), ("survey", 2), ""),
        (book(*[["note", f"n{i}", "N"] for i in range(5001)]), ("survey", 0), "5000 rows"),
    ],
    ids=[
        "empty",
        "xls",
        "no zip",
        "no survey",
        "twice",
        "open",
        "no list",
        "type",
        "left out",
        "circle",
        "rule",
        "long",
    ],
)
def test_broken_workbooks_are_refused_with_their_place(content, place, words):
    found = read(content, without_unsupported=True)
    assert found.form is None
    assert place in [(one.sheet, one.row) for one in found.problems]
    assert any(words in one.message for one in found.problems)

"""Workbooks that cannot be asked are refused in words that say where, and what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from portal.surveys.xlsform.standard import stopped
from tests.surveys.xlsform.workbooks import CHOICES, HEAD, book, form_of, problems, taken

PARAMETERS = ["type", "name", "label", "parameters"]
TEXT = ["text", "q", "Q"]


def zipped(**parts: bytes) -> bytes:
    """An archive."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not an Excel workbook"),
        (b"type,name,label\ntext,q,Q\n", "not an Excel workbook"),
        (b"type\tname\tlabel\ntext\tq\tQ\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old workbook (.xls)"),
        (b"PK\x03\x04 broken", "not an Excel workbook"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "not an Excel workbook"),
        (zipped(**{"readme.txt": b"hello"}), "not an Excel workbook"),
        (b"PK\x03\x04" + b"x" * 2_000_000, "too large"),
        (
            zipped(
                **{"[Content_Types].xml": b"", "_rels__.rels": b"", "xl__workbook.xml": b""},
                **{"xl__worksheets__sheet1.xml": b" " * 60_000_000},
            ),
            "too large",
        ),
    ],
    ids=["empty", "csv", "tsv", "xls", "broken", "ods", "zip", "large", "bomb"],
)  # fmt: skip
def test_what_is_no_workbook_is_not_opened(content, words):
    ((sheet, row, column, message),) = problems(content)
    assert (sheet, row, column) == ("", 0, "")
    assert words in message


@pytest.mark.parametrize(
    ("content", "places", "words"),
    [
        (book(questions=[HEAD, TEXT], survey=[HEAD]), [("survey", 0, "")], "has no questions"),
        (book(TEXT, TEXT), [("survey", 3, "name")], "“q” is there twice"),
        (book(["begin group", "g", "G"], TEXT), [("survey", 2, "type")], "never closed"),
        (book(TEXT, ["end repeat"]), [("survey", 3, "type")], "Nothing is open"),
        (book(["begin repeat", "r", "R"], TEXT, ["end group"]), [("survey", 4, "type")], "Nothing is open"),
        (book(["begin repeat", "r"], TEXT, ["end repeat"], ["begin repeat", "r"], ["text", "b", "B"], ["end repeat"]),
         [("survey", 5, "name")], "“r” is there twice"),
        (book(["text", "my name", "Q"]), [("survey", 2, "name")], "begins with a letter"),
        (book(["text", "1a", "Q"]), [("survey", 2, "name")], "begins with a letter"),
        (book(["text", "", "Q"]), [("survey", 2, "name")], "has no name"),
        (book(TEXT, ["", "", "A heading"]), [("survey", 3, "type")], "has no type"),
        (book(["text", "q", ""]), [("survey", 2, "label")], "“q” has no text"),
        (book(["telepathy", "q", "Q"], ["select_one", "r", "R"]),
         [("survey", 2, "type"), ("survey", 3, "type")], "is no type of question"),
        (book(["select_one none", "q", "Q"]), [("survey", 2, "type")], "no list of choices “none”"),
        (book(["select_one yn", "q", "Q"], choices=[]), [("survey", 2, "type")], "needs a sheet “choices”"),
        (book(TEXT, choices=[*CHOICES, ["yn", "no", "No"]]), [("choices", 4, "name")], "twice in its list"),
        (book(TEXT, choices=[*CHOICES, ["yn", "", "No"]]), [("choices", 4, "name")], "has no name"),
        (book(["select_multiple c", "q", "Q"], choices=[CHOICES[0], ["c", "a b", "A"]]),
         [("survey", 2, "name")], "“a b” in the list “c”"),
        (book(["select_one yn or_other", "q", "Q", "a=1"], head=["type", "name", "label", "choice_filter"]),
         [("survey", 2, "choice_filter")], "takes no choice filter"),
        (book(TEXT, head=["type", "name", "label", "label"]), [("", 0, "")], "Two columns are named “label”"),
        (book(TEXT, head=["type", "name", "label", "relevant", "relevance"]), [("survey", 0, "")], "mean the same"),
        (book(HEAD, TEXT, head=["My form"]), [("survey", 0, "")], "first row must name the columns"),
        (book(["range", "q", "Q", "start=0 end=x"], head=PARAMETERS),
         [("survey", 2, "parameters")], "must be a number"),
        (book(["range", "q", "Q", "start=0 stop=9"], head=PARAMETERS),
         [("survey", 2, "parameters")], "“stop” is unknown"),
        (book(["range", "q", "Q", "zero to ten"], head=PARAMETERS), [("survey", 2, "parameters")], "name=value"),
        (book(["select_one yn", "q", "Q", "randomize=maybe"], head=PARAMETERS),
         [("survey", 2, "parameters")], "randomize=true"),
        (book(["begin group", "g", "G", "table-list"], ["select_one yn", "a", "A"], ["select_one c", "b", "B"],
              ["end group"], head=["type", "name", "label", "appearance"], choices=[*CHOICES, ["c", "a", "A"]]),
         [("survey", 4, "appearance")], "the same list"),
        (book(["audit", "mine", ""]), [("survey", 2, "name")], "“audit”"),
        (book(["calculate", "c", "", "", ""]), [("survey", 2, "calculation")], "calculates nothing"),
        (book(["calculate", "c", "", "", "1 + + 2"]), [("survey", 2, "calculation")], "“+” at character 5"),
        (book(["text", "q", "Q", "a sentence of words"]), [("survey", 2, "relevant")], "does not fit there"),
        (book(["calculate", "c", "", "", "pulldata('a','b','c',1)"]),
         [("survey", 2, "calculation")], "no function pulldata()"),
        (book(["calculate", "a", "", "", "${b}"], ["calculate", "b", "", "", "${a}"]),
         [("survey", 2, "calculation")], "a → b → a"),
        (book(TEXT, ["text", "r", "R", "${nope} = 1"]), [("survey", 3, "relevant")], "no question “nope”"),
        (book(["note", "n", "Hello ${nope}"]), [("survey", 2, "label")], "no question “nope”"),
        (book(TEXT, ["text", "r", "R", "${last-saved#q} = 1"]), [("survey", 3, "relevant")], "earlier response"),
        (book(*[["note", f"n{i}", "N"] for i in range(5001)]), [("survey", 0, "")], "5000 rows"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_sheet_row_and_column(content, places, words):
    found = problems(content, without=True)
    assert [one[:3] for one in found] == places
    assert words in found[0][3]
    assert "pyxform" not in str(found)
    assert "standard says" not in str(found), "every one of these has a sentence of ours"


def test_a_name_in_two_groups_cannot_be_meant():
    rows = [["begin group", "a", "A"], TEXT, ["end group"], ["begin group", "b", "B"], TEXT, ["end group"]]
    assert problems(book(*rows, ["text", "r", "R", "${q} = 1"]))[0][1:3] == (8, "relevant")


@pytest.mark.parametrize(
    ("row", "sheets", "words"),
    [
        (["image", "i", "I"], {}, "type “image”"),
        (["barcode", "i", "I"], {}, "type “barcode”"),
        (["geotrace", "i", "I"], {}, "type “geotrace”"),
        (["begin loop over yn", "i", "I"], {}, "type “begin loop over yn”"),
        (["csv-external", "i", ""], {}, "looks values up"),
        (["select_one ${q}", "i", "I"], {}, "answers given before"),
        (["select_one_from_file towns.csv", "i", "I"], {}, "“towns.csv”"),
        (["select_multiple_from_file towns.geojson", "i", "I"], {}, "cannot be read here"),
        (
            ["select_one_external t", "i", "I", "", "", "a=1"],
            {"external_choices": [["list_name", "name", "label"], ["t", "a", "A"]]},
            "“external_choices”",
        ),
    ],
)
def test_what_the_web_cannot_ask_is_named_and_can_be_left_out(row, sheets, words):
    end = [["end loop"]] if "loop" in row[0] else []
    content = book(TEXT, row, *end, head=[*HEAD, "choice_filter"], **sheets)
    ((sheet, number, column, message),) = problems(content)
    assert (sheet, number, column) == ("survey", 3, "type")
    assert words in message
    assert [question.name for _path, question in form_of(content, without=True).questions()] == ["q"]


@pytest.mark.parametrize(
    "sheets",
    [{"entities": [["list_name", "label"], ["trees", "${q}"]]}, {"settings": [["public_key"], ["MIIB"]]}],
    ids=["entities", "encrypted"],
)
def test_what_would_be_lost_unseen_is_a_problem_of_the_whole(sheets):
    content = book(TEXT, **sheets)
    assert "This site cannot do that" in problems(content)[0][3]
    assert form_of(content, without=True)


def test_where_the_reader_of_the_standard_fails_the_row_is_told():
    content = book(TEXT, ["select_one_external t", "i", "I"], external_choices=[["list_name", "name"], ["t", "a"]])
    assert problems(content) == [("survey", 3, "", "This row cannot be read. Check its cells, or write it anew.")]


@pytest.mark.parametrize("row", [["image", "i", "I"], ["username", "i", ""]])
def test_a_rule_that_reads_what_is_left_out_blocks_with_its_place(row):
    content = book(row, ["text", "q", "Q", "${i} != ''"], ["calculate", "c", "", "", "concat(${i}, 'x')"])
    assert [one[:3] for one in problems(content, without=True)] == [
        ("survey", 3, "relevant"),
        ("survey", 4, "calculation"),
    ]


def test_an_unknown_complaint_of_the_reader_is_quoted_with_its_place():
    found = stopped("[row : 7] On the 'survey' sheet, the 'label' value is odd.")
    assert (found.sheet, found.row) == ("survey", 7)
    assert found.message.endswith("says: On the 'survey' sheet, the 'label' value is odd.")


def test_a_file_of_choices_without_its_columns_is_refused():
    row = ["select_one_from_file towns.csv", "q", "Q"]
    assert "needs a column “label”" in problems(book(row), towns=b"name,size\na,1\n")[0][3]
    assert "“a” twice" in problems(book(row), towns=b"name,label\na,A\na,B\n")[0][3]
    assert "cannot be read" in problems(book(row), towns=b'name,label\na,"A\n')[0][3]
    assert "5000 rows" in problems(book(row), towns=b"name,label\n" + b"a,A\n" * 5001)[0][3]
    assert taken(book(row), towns=b"").form is None

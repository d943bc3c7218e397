"""Tables for spreadsheet programs: nothing typed becomes a formula, nothing is lost."""

from __future__ import annotations

import csv
import io

import pytest

from portal.core.spreadsheets import as_csv, harmless


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("https://x.example")',
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\u200b=1",
        "\u202e=1",
        "\ufeff=1",
    ],
)
def test_what_a_program_could_run_begins_with_an_apostrophe(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Ana", "a=b", "1-2", "'=1", "ñ", "مرحبا", "💡 =1", " Ana"])
def test_everything_else_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_a_table_is_read_back_whole():
    rows = [['Ana, the "first"', 1], ["two\nlines", "=1"], ["ñ日💡", ""]]
    text = as_csv(["Name", "Value"], rows)
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        ["Name", "Value"],
        ['Ana, the "first"', "1"],
        ["two\nlines", "'=1"],
        ["ñ日💡", ""],
    ]


def test_a_number_is_no_formula_below_zero_either():
    text = as_csv(["Longitude"], [[-87.65], [-1], ["-1"], [True]])
    assert text.splitlines()[1:] == ["-87.65", "-1", "'-1", "True"]

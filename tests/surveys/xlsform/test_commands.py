"""`portal surveys import` and `export`: what they print, and how they end."""

from __future__ import annotations

import pytest

from portal.surveys import queries
from portal.surveys.commands import surveys
from tests.support.engines import sqlite_only
from tests.surveys.xlsform.workbooks import book

ROWS = [["username", "u", ""], ["note", "n", "Hello"], ["text", "q", "Q"], ["image", "i", "I"]]
BESIDE = ["select_one_from_file towns.csv", "t", "T"]

pytestmark = sqlite_only


@pytest.fixture
def portal(app, tmp_path):
    """Runs a command beside the file lamps.xlsx, which holds these rows."""

    def run(*words, rows=ROWS):
        (tmp_path / "lamps.xlsx").write_bytes(book(*rows))
        found = [str(tmp_path / word) if "." in word else word for word in words]
        return app.test_cli_runner().invoke(surveys, found)

    return run


def test_import_keeps_nothing_and_names_what_the_web_cannot_ask(portal):
    done = portal("import", "lamps.xlsx")
    assert done.exit_code == 1
    assert "survey, 5, type: “i”" in done.output
    assert queries.survey_lines() == []


def test_import_without_it_counts_and_export_gives_it_back(portal, tmp_path):
    done = portal("import", "lamps.xlsx", "--without-unsupported", "--title", "Street lamps")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "left out: row 2, u (username): “username” could tell who answers. It is not kept.",
        "left out: row 5, i (image): A web page cannot ask a question of the type “image”.",
        "questions 1, left out 2",
    ]
    assert portal("export", "street-lamps", "back.xlsx").exit_code == 0
    again = portal("import", "back.xlsx")
    assert again.output == "questions 1, left out 0\n"


def test_a_file_of_choices_is_given_beside_the_workbook(portal, tmp_path):
    (tmp_path / "towns.csv").write_text("name,label\na,A\n")
    assert portal("import", "lamps.xlsx", rows=[BESIDE]).exit_code == 1
    done = portal("import", "lamps.xlsx", "--with", "towns.csv", rows=[BESIDE])
    assert (done.exit_code, done.output) == (0, "questions 1, left out 0\n")


def test_export_of_what_is_not_there_says_so(portal):
    done = portal("export", "nothing", "back.xlsx")
    assert (done.exit_code, done.output) == (1, "Error: There is no survey “nothing”.\n")

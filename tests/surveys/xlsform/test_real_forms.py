"""Six workbooks of real authors, where they are at hand: each imports, and comes back the same from its export."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.surveys.definition import ASKED
from portal.surveys.xlsform import write_workbook
from tests.support.process import strict
from tests.surveys.xlsform.workbooks import taken, without_rows

# Questions that are asked, rows left out, and which row stops it without the leave to leave out.
FOUND = {
    "good_eats_multilang_legacy_types": (7, 3, 8),
    "mitwirken_participation_survey_de": (38, 0, None),
    "odk_all_question_types": (60, 24, 8),
    "socio_economic_survey_en_fr": (17, 0, None),
    "subdistrict_profiling_en_ar": (73, 3, 6),
    "xlsform_spec_test_en_zh": (22, 9, 0),
}


@pytest.fixture(scope="module")
def folder():
    """Where the workbooks lie."""
    found = Path(os.environ.get("PORTAL_DEMO_DATA") or "/nowhere") / "surveys"
    if not found.is_dir():
        (pytest.fail if strict() else pytest.skip)("PORTAL_DEMO_DATA names no folder with the workbooks")
    return found


@pytest.mark.parametrize("name", FOUND)
def test_a_real_form_comes_back_the_same(folder, name):
    content = (folder / f"{name}.xlsx").read_bytes()
    asked, left, stops = FOUND[name]
    first = taken(content, without=True)
    assert first.problems == []
    assert sum(question.kind in ASKED for _path, question in first.form.questions()) == asked
    assert sum(not one.within for one in first.left_out) == left
    assert min((one.row for one in first.left_out if not one.dropped), default=None) == stops
    second = taken(write_workbook(first.form))
    assert second.problems == []
    assert second.left_out == []
    assert without_rows(second.form) == without_rows(first.form)
    third = taken(write_workbook(second.form))
    assert third.form == second.form


def test_a_filter_on_a_question_without_choices_is_told(folder):
    found = taken((folder / "subdistrict_profiling_en_ar.xlsx").read_bytes(), without=True)
    assert [(one.row, one.name) for one in found.left_out if one.kind == "choice_filter"] == [(10, "other_community")]

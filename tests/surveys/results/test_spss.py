"""What SPSS gets, read back with pyreadstat: names it takes, labels whole, and no answer is not an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyreadstat
import pytest

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Form, Kind, Language, Question
from portal.surveys.exporting import as_sav, spss_file
from portal.surveys.exporting.codebook import codebook
from portal.surveys.exporting.spss_names import LONGEST, spss_names
from portal.surveys.models import Promise, SurveyState
from tests.surveys.forms import survey_in

HOSTILE = "¿Qué tal?\n<script>alert(1)</script> =1+1 " + "ñ" * 300
FORM = Form(
    title="Parks \0 " + "é" * 100,
    name="parks",
    elements=(
        Question("1st", Kind.SELECT_ONE, Translated({"en": HOSTILE}), choices="abc"),
        Question("many", Kind.SELECT_MULTIPLE, Translated({"en": "Which?"}), choices="abc"),
        Question("scale", Kind.SELECT_ONE, choices="numbers"),
        Question("age", Kind.INTEGER),
        Question("since", Kind.DATE),
        Question("why", Kind.TEXT),
        Question("secret", Kind.TEXT, aggregate_only=True),
    ),
    choices={
        "abc": tuple(Choice(name, Translated({"en": f"{name} {HOSTILE}"})) for name in ("á", "b", "dk", "refused")),
        "numbers": (Choice("1", Translated()), Choice("5", Translated()), Choice("8", Translated(), {"refused": "y"})),
    },
    languages=(Language("en", "English"),),
    default_language="en",
)
SAID = [
    {"1st": "á", "many": "á b", "scale": "5", "age": "-99", "since": "2024-02-29", "why": "ü" * 40_000, "secret": "x"},
    {"1st": "refused", "many": "", "scale": "8", "age": "3.5", "since": "", "why": "one\ntwo"},
    {"1st": "older"},
]


def _read(tmp_path, form=FORM, said=SAID, **options):
    path = tmp_path / "a.sav"
    path.write_bytes(as_sav(form, said))
    return pyreadstat.read_sav(str(path), **options)


def test_missing_answers_are_no_answers(tmp_path):
    frame, meta = _read(tmp_path)
    assert list(frame.columns) == [
        "row",
        "v_1st",
        "many_a",
        "many_b",
        "many_dk",
        "many_refused",
        *["scale", "age", "since", "why"],
    ]
    first, second, third = frame.to_dict("records")
    assert (first["many_a"], first["many_dk"], first["age"], first["since"]) == (1, 0, -99, date(2024, 2, 29))
    assert first["why"] == "ü" * 15_998 + "…"
    assert second["why"] == "one\ntwo"
    assert all(second[name] != second[name] for name in ("v_1st", "many_a", "scale", "since"))  # NaN: missing
    assert meta.variable_value_labels["v_1st"][third["v_1st"]] == "older"


def test_why_an_answer_is_missing_stays_told(tmp_path):
    frame, meta = _read(tmp_path, user_missing=True)
    said = [[meta.variable_value_labels["age"].get(value) for value in frame["age"]]]
    assert said == [[None, None, "Not asked"]]
    assert meta.variable_value_labels["many_a"][frame["many_a"][1]] == "No answer"
    assert list(frame["why"])[2] == "[skip]"
    assert list(frame["scale"])[:2] == [5, 8]
    assert meta.column_names_to_labels["v_1st"].startswith("¿Qué tal? <script>alert(1)</script> =1+1 ñ")


def test_names_are_taken_by_spss_and_stand_once():
    columns = ["a/b:c", "A_b_c", "ALL", "¿?", "بئر", "9", "x" * 80, "x" * 81, "with_", "row"]
    names = list(spss_names(columns).values())
    assert names[:6] == ["a_b_c", "A_b_c_2", "ALL_2", "v", "v_2", "v_9"]
    assert len({name.upper() for name in names}) == len(columns)
    assert max(map(len, names)) == LONGEST


def test_the_codebook_tells_names_and_codes():
    lines = {(line[0], line[3]): line[-2:] for line in codebook(FORM, SAID)}
    assert lines["1st", ""] == ("v_1st", "")
    assert lines["1st", "b"] == ("v_1st", "2")
    assert lines["many:dk", "dk"] == ("many_dk", "")
    assert lines["scale", "8"] == ("scale", "8")


def test_answers_that_are_no_numbers_stay_texts(tmp_path):
    frame, _meta = _read(tmp_path, said=[{"age": "many", "since": "soon"}])
    assert (frame["age"][0], frame["since"][0]) == ("many", "soon")


def test_an_empty_survey_makes_a_file_too(tmp_path):
    frame, _meta = _read(tmp_path, said=[])
    assert len(frame) == 0


@pytest.mark.parametrize("there", [True, False])
def test_its_clerk_gets_the_file_or_reads_what_to_install(client, cast, monkeypatch, there):
    slug = survey_in(SurveyState.CLOSED, form=replace(FORM, title="Parks"), promise=Promise.CONFIDENTIAL)
    find = spss_file.importlib.util.find_spec
    monkeypatch.setattr(spss_file.importlib.util, "find_spec", find if there else lambda name: None)
    desk = client.sign_in(cast.clerk)
    page = desk.get("surveys.desk_survey", slug=slug).text
    assert "Download the responses (SPSS)" in page
    assert ("extra “spss”" in page) is not there
    answer = desk.send("GET", client.url("surveys.responses_spss", slug=slug))
    assert answer.status_code == (200 if there else 501)
    assert answer.data[:4] == b"$FL2" if there else "editable '.[spss]'" in answer.text

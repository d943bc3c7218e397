"""A survey built on screen, through posts alone: the same form comes out of a workbook elsewhere."""

from __future__ import annotations

import pytest

from portal.surveys import queries
from portal.surveys.xlsform import read_workbook, write_workbook


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def _form():
    return queries.newest_version(queries.survey_at_desk("lamps").id)[1]


@pytest.fixture
def built(desk):
    """A survey of three questions, the last one under a rule."""
    desk.submit(desk.get("surveys.begin_building"), title_en="Lamps", title_es="Lámparas")
    page = desk.get("surveys.add_element", slug="lamps", kind="choose_one")
    choices = {"choices-0-label_en": "Dark", "choices-0-label_es": "Oscuro", "choices-1-label_en": "Bright"}
    desk.submit(page, label_en="How is your street?", label_es="¿Cómo es su calle?", **choices)
    page = desk.get("surveys.add_element", slug="lamps", kind="integer")
    desk.submit(page, label_en="How many lamps?", least="1", most="90")
    page = desk.get("surveys.add_element", slug="lamps", kind="long_text")
    page = desk.submit(page, "Update the conditions", **{"rules-0-question": "how_is_your_street"})
    desk.submit(page, "Save", label_en="What would help?", **{"rules-0-choice": "dark"})
    return desk


def test_what_is_built_goes_through_a_workbook(built):
    form = _form()
    kept = {question.name: question for _path, question in form.questions()}
    assert list(kept) == ["how_is_your_street", "how_many_lamps", "what_would_help"]
    assert kept["how_many_lamps"].constraint == ". >= 1 and . <= 90"
    assert kept["what_would_help"].relevant == "${how_is_your_street} = 'dark'"
    reading = read_workbook(write_workbook(form), "lamps.xlsx", lang="en")
    again = {question.name: question for _path, question in reading.form.questions()}
    for name, question in kept.items():
        for field in ("kind", "label", "relevant", "constraint"):
            assert getattr(again[name], field) == getattr(question, field), (name, field)


def test_rows_move_and_what_is_needed_stays(built):
    page = built.get("surveys.outline", slug="lamps")
    assert "Shown only if “How is your street?” is Dark" in page.text
    built.submit(page, "Up 2")
    assert next(_form().questions())[1].name == "how_many_lamps"
    page = built.submit(built.get("surveys.delete_element", slug="lamps", number=2), expect=409)
    assert "What would help?" in page.text
    built.submit(built.get("surveys.delete_element", slug="lamps", number=3))
    assert len(list(_form().questions())) == 2


def test_nobody_saves_over_somebody_else(built):
    old = built.get("surveys.edit_element", slug="lamps", number=2)
    built.submit(built.get("surveys.edit_element", slug="lamps", number=2), "Save", most="50", name="lamps")
    assert _form().elements[1].constraint == ". >= 1 and . <= 50"
    page = built.submit(old, "Save", label_en="Mine", expect=409)
    assert "Mine" in page.text
    assert len(queries.survey_at_desk("lamps").versions) == 1

"""Edits on the builder's pages: copies, choices, what somebody else changed, and what the builder does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.surveys import queries
from portal.surveys.definition import Choice, Group, Kind, Question
from portal.surveys.models import SurveyState
from portal.surveys.usecases import keep_form
from tests.surveys.desk.forms import form as small
from tests.surveys.forms import survey_in

ODD = Question(
    "area",
    Kind.SELECT_ONE,
    Translated({"en": "Which area?", "ar": "أي منطقة؟"}),
    relevant="count(${deliver}) > 0 and (${wish} = 'x' or ${deliver} = 'no')",
    constraint="${deliver} != 'no' or . = 'north'",
    default="north",
    appearance=("minimal", "w2"),
    choices="areas",
    choice_filter="part = ${deliver}",
    row=9,
)
AREAS = (
    Choice("north", Translated({"en": "North", "ar": "شمال"}), {"part": "yes"}),
    Choice("south", Translated({"en": "South"}), {"part": "no"}),
)
IMPORTED = replace(
    small(
        ODD, Group("more", (Question("sum", Kind.CALCULATE, calculation="1 + ${size}"),)), Question("size", Kind.TEXT)
    ),
    choices={**small().choices, "areas": AREAS},
)


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def _newest(slug):
    return queries.newest_version(queries.survey_at_desk(slug).id)[1]


def _draft(form):
    return queries.slug_of(keep_form(actor=COMMAND_LINE, form=form))


def _at(slug, name):
    return next(number for number, one in enumerate(_newest(slug).placed(), 1) if one.element.name == name)


def _edit(desk, slug, asked, *button, expect=200, **fields):
    page = desk.get("surveys.edit_element", slug=slug, number=_at(slug, asked))
    return desk.submit(page, *(button or ("Save",)), expect=expect, **fields)


def test_what_the_builder_does_not_know_stays_untouched(desk):
    slug = _draft(IMPORTED)
    _edit(desk, slug, "area", label_en="Which part of town?")
    kept = {placed.element.name: placed.element for placed in _newest(slug).placed()}
    assert kept["area"] == replace(ODD, label=Translated({"ar": "أي منطقة؟", "en": "Which part of town?"}))
    assert _newest(slug).choices == IMPORTED.choices
    assert kept["sum"].calculation == "1 + ${size}"


def test_choices_move_and_go_and_their_names_stay(desk):
    slug = _draft(small())
    page = _edit(desk, slug, "deliver", "Move up")
    page = desk.submit(page, "Add a choice")
    page = desk.submit(page, "Save", **{"choices-2-label_en": "Sometimes"})
    assert [choice.name for choice in _newest(slug).choices["yes_no"]] == ["no", "yes", "sometimes"]
    page = _edit(desk, slug, "deliver", "Move down")
    page = desk.submit(page, "Remove")
    page = desk.submit(page, "Save")
    assert [choice.name for choice in _newest(slug).choices["yes_no"]] == ["no", "sometimes"]
    assert "asks for a choice that is gone" in page.text


def test_a_rule_above_its_question_is_marked(desk):
    slug = _draft(small())
    page = desk.submit(desk.get("surveys.outline", slug=slug), "Up 2")
    assert "asks for a later question" in page.text


def test_a_copy_stands_behind_its_original(desk):
    slug = _draft(small())
    desk.submit(desk.get("surveys.edit_element", slug=slug, number=2), "Copy this question")
    assert [question.name for _path, question in _newest(slug).questions()] == ["deliver", "wish", "wish_2"]
    assert set(queries.question_rows(queries.survey_at_desk(slug).id)) == {"deliver", "wish", "wish_2"}


def test_groupings_follow_a_question_and_what_is_gone_is_forgotten(desk):
    slug = _draft(small())
    with transaction():
        queries.survey_row(slug).groupings = {"audience": "deliver"}
    _edit(desk, slug, "deliver", name="delivers")
    db.session.expire_all()
    survey = queries.survey_row(slug)
    assert survey.groupings == {"audience": "delivers"}
    assert set(queries.question_rows(survey.id)) == {"delivers", "wish"}


def test_while_people_answer_words_may_be_corrected_and_choices_stay(desk):
    slug = survey_in(SurveyState.OPEN, form=small())
    _edit(desk, slug, "deliver", label_en="Do you bring it?")
    assert _newest(slug).elements[0].label["en"] == "Do you bring it?"
    assert len(queries.survey_at_desk(slug).versions) == 2
    page = desk.submit(
        _edit(desk, slug, "deliver", "Remove"),
        "Save",
        expect=422,
        **{
            "choices-0-label_en": "A",
        },
    )
    assert "Write two choices or more" in page.text
    page = desk.submit(_edit(desk, slug, "deliver", "Add a choice"), "Save", expect=422, **{"choices-2-label_en": "A"})
    assert "People are answering this survey" in page.text


def test_a_button_of_an_old_page_changes_nothing(desk):
    slug = _draft(small())
    old = desk.get("surveys.outline", slug=slug)
    desk.submit(old, "Down 1")
    page = desk.submit(old, "Up 2", expect=409)
    assert "Somebody else changed this form" in page.text
    assert [question.name for _path, question in _newest(slug).questions()] == ["wish", "deliver"]

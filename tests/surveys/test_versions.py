"""A form is kept as a survey's version; while people answer, its choices stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.surveys import queries
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question
from portal.surveys.models import Survey, SurveyState
from portal.surveys.usecases import keep_form

COLOR = Question("color", Kind.SELECT_ONE, Translated({"en": "Color"}), choices="colors", other=True)
COLORS = (Choice("r", Translated({"en": "Red"})), Choice("b", Translated({"en": "Blue"})))
WHY = Question("why", Kind.TEXT, Translated({"en": "Why?"}))
NOTE = Question("thanks", Kind.NOTE, Translated({"en": "Thanks"}))
FORM = Form(
    "Lamps", "lamps", (COLOR, Group("more", (WHY, NOTE))), {"colors": COLORS}, (Language("en", "English"),), "en"
)


@pytest.fixture(autouse=True)
def _house(app):
    """The portal."""


def keep(form=FORM, **others):
    return keep_form(**({"actor": COMMAND_LINE, "form": form} | others))


def opened():
    survey_id = keep()
    with transaction():
        db.session.get(Survey, survey_id).state = SurveyState.OPEN
    return survey_id


def test_a_form_becomes_a_survey_whose_questions_are_known():
    first, second = keep(), keep(title=Translated({"en": "Lamps"}))
    assert [db.session.get(Survey, one).slug for one in (first, second)] == ["lamps", "lamps-2"]
    assert queries.newest_version(first)[1] == FORM
    assert set(queries.question_rows(first)) == {"color", "color_other", "more/why"}


def test_a_new_version_stands_beside_the_old_and_renames_questions():
    survey_id = keep()
    old = queries.newest_version(survey_id)[0]
    better = replace(FORM, elements=(replace(COLOR, label=Translated({"en": "Which color?"})),))
    keep(better, survey_slug="lamps")
    assert queries.newest_version(survey_id)[1] == better
    assert queries.form_of(old) == FORM
    questions = queries.question_rows(survey_id)
    assert questions["color"].label["en"] == "Which color?"
    assert "more/why" in questions


def test_a_form_that_was_read_is_not_read_again():
    version_id, form = queries.newest_version(keep())
    assert queries.form_of(version_id) is form


@pytest.mark.parametrize(
    "changed",
    [
        replace(FORM, elements=(WHY,)),
        replace(FORM, choices={"colors": COLORS[:1]}),
        replace(FORM, elements=(replace(COLOR, kind=Kind.SELECT_MULTIPLE),)),
    ],
    ids=["without the question", "without a choice", "of another kind"],
)
def test_the_choices_of_an_open_survey_are_frozen(changed):
    opened()
    with pytest.raises(Refused, match="People are answering"):
        keep(changed, survey_slug="lamps")


def test_labels_of_an_open_survey_may_be_corrected():
    survey_id = opened()
    corrected = replace(FORM, choices={"colors": (Choice("r", Translated({"en": "Crimson"})), COLORS[1])})
    keep(corrected, survey_slug="lamps")
    assert queries.newest_version(survey_id)[1] == corrected


def test_a_closed_survey_takes_no_form():
    survey_id = opened()
    with transaction():
        db.session.get(Survey, survey_id).state = SurveyState.CLOSED
    with pytest.raises(Refused, match="closed"):
        keep(survey_slug="lamps")


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(Refused, match="asks nothing"):
        keep(replace(FORM, elements=(NOTE,)))
    with pytest.raises(Refused, match="Shorten"):
        keep(replace(FORM, elements=(Group("g" * 200, (replace(WHY, name="w" * 200),)),)))
    with pytest.raises(NotFound):
        keep(survey_slug="nowhere")
    with pytest.raises(NotFound):
        queries.form_of(7)
    with pytest.raises(Forbidden):
        keep(actor=VISITOR)

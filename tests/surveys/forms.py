"""Example forms, and a maker of surveys in any state, for tests that others may copy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question, Repeat
from portal.surveys.models import Survey, SurveyState
from portal.surveys.usecases import keep_form
from tests.support.builders import words

SCRIPT = "<script>alert(1)</script>"
ENGLISH = (Language("en", "English"),)


def said(en: str, **others: str) -> Translated:
    """A text in English, with a script in it, and in the languages named."""
    return Translated({"en": f"{en} {SCRIPT}", **others})


def chosen(*names: str) -> tuple[Choice, ...]:
    """Choices whose labels are their names."""
    return tuple(Choice(name, said(name.capitalize())) for name in names)


# One page for each kind of question that matters; the last depends on the first.
PARKING = Form(
    title="Parking",
    name="parking",
    elements=(
        Group(
            "you",
            (
                Question("name", Kind.TEXT, said("Name"), required="true()", required_message=said("Write your name")),
                Question("age", Kind.INTEGER, said("Age"), said("In years"), constraint=". > 17"),
                Question("shop", Kind.TEXT, said("Name of your shop"), relevant="${age} > 20"),
            ),
            said("About you"),
            appearance=("field-list",),
        ),
        Question("way", Kind.SELECT_ONE, said("How do you come?"), choices="ways", other=True, required="true()"),
        Question("days", Kind.SELECT_MULTIPLE, said("On which days?"), choices="days", relevant="${way} != 'foot'"),
        Question("order", Kind.RANK, said("What matters most?"), choices="ways"),
        Question("since", Kind.DATE, said("Since when?")),
        Question("mood", Kind.RANGE, said("How is it?"), bounds=("1", "5", "1")),
        Repeat("car", (Question("plate", Kind.TEXT, said("Plate"), required="true()"),), said("Cars")),
        Question("why", Kind.TEXT, said("Why?"), appearance=("multiline",)),
        Question("begun", Kind.START),
    ),
    choices={"ways": chosen("foot", "bike", "car"), "days": chosen("monday", "friday")},
    languages=ENGLISH,
    default_language="en",
)
# Three questions on one page, without rules.
SHORT = Form(
    title="Lamps",
    name="lamps",
    elements=(
        Question("street", Kind.TEXT, said("Street"), required="true()"),
        Question("bright", Kind.SELECT_ONE, said("Bright enough?"), choices="yes", appearance=("likert",)),
    ),
    choices={"yes": chosen("yes", "no")},
    languages=ENGLISH,
    default_language="en",
)
# In Arabic, with one text that is there in English alone.
ARABIC = Form(
    title="المياه",
    name="water",
    elements=(
        Question("family", Kind.INTEGER, Translated({"ar": "كم عدد أفراد الأسرة؟", "en": "How many are you?"})),
        Question("well", Kind.SELECT_ONE, Translated({"en": "Is there a well?"}), choices="yes"),
    ),
    choices={"yes": (Choice("yes", Translated({"ar": "نعم", "en": "Yes"})),)},
    languages=(Language("ar", "العربية"), Language("en", "English")),
    default_language="ar",
)


def survey_in(state: SurveyState = SurveyState.OPEN, *, form: Form = SHORT, **others: Any) -> str:
    """A survey in a state, which closes in a week; its slug."""
    survey_id = keep_form(actor=COMMAND_LINE, form=form, title=words("Survey"))
    with transaction():
        survey = db.session.get_one(Survey, survey_id)
        values = {"intro": words("For everybody who parks."), "closes_at": now() + timedelta(days=7)} | others
        for name, value in values.items():
            setattr(survey, name, value)
        for step in list(SurveyState)[: list(SurveyState).index(state)]:
            {"draft": survey.open, "open": survey.close, "closed": survey.publish}[step.value]("not now")
        slug = survey.slug
    return slug

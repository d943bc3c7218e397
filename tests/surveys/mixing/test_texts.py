"""What people wrote leaves an anonymous response, each text by itself, with whatever was worked out from it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from portal.comments.models import Comment
from portal.comments.queries import target_from, with_targets
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.surveys import queries
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question, Repeat
from portal.surveys.interview import worded
from portal.surveys.models import TAKEN, Mark, Response, SurveyState
from portal.surveys.texts import kept_words, texts_in, without_texts
from portal.surveys.usecases import recount_survey
from tests.surveys.mixing.made import send, survey

FORM = Form(
    title="Shops",
    name="shops",
    elements=(
        Question("name", Kind.TEXT),
        Question("age", Kind.INTEGER),
        Question("way", Kind.SELECT_ONE, choices="ways", other=True),
        Question("greeting", Kind.CALCULATE, calculation="concat('Hello ', ${name})"),
        Question("length", Kind.CALCULATE, calculation="string-length(${greeting}) + ${age}"),
        Question("shown", Kind.INTEGER, calculation="count-selected(/data/more/why)", read_only="yes"),
        Question("seed", Kind.HIDDEN, default="${way_other}"),
        Question("double", Kind.CALCULATE, calculation="${age} * 2"),
        Question("years", Kind.INTEGER, default="string-length(${name})"),
        Group("more", (Question("why", Kind.TEXT), Question("quarter", Kind.TEXT))),
        Repeat("trip", (Question("to", Kind.TEXT), Question("km", Kind.DECIMAL))),
        Question("trips", Kind.CALCULATE, calculation="count(${trip})"),
        Question("furthest", Kind.CALCULATE, calculation="${trip}[to = 'Lake']/km"),
        Question("counted", Kind.TEXT, aggregate_only=True),
    ),
    choices={"ways": (Choice("foot", Translated()),)},
    languages=(Language("en", "English"),),
    default_language="en",
)
ANSWERS = {
    "name": "Ana",
    "age": "30",
    "way": "other",
    "way_other": "by boat",
    "greeting": "Hello Ana",
    "length": "39",
    "shown": "2",
    "seed": "by boat",
    "double": "60",
    "years": "3",
    "more": {"why": "No reason", "quarter": "Old Town"},
    "trip": [{"to": "Lake", "km": "2"}, {"to": "", "km": "3"}],
    "trips": "2",
    "furthest": "2",
    "counted": "secret",
}
GROUPED = kept_words({"area": "more/quarter"})


def test_a_mark_stands_where_words_were_and_where_something_was_made_of_them() -> None:
    split = without_texts(ANSWERS, worded(FORM, GROUPED))
    whole = {"age": "30", "way": "other", "double": "60", "years": "3", "trips": "2"}
    marked = dict.fromkeys(("name", "way_other", "greeting", "length", "shown", "seed", "furthest", "counted"), TAKEN)
    nested = {
        "more": {"why": TAKEN, "quarter": "Old Town"},
        "trip": [{"to": TAKEN, "km": "2"}, {"to": "", "km": "3"}],
    }
    assert split == whole | marked | nested
    assert ANSWERS["name"] == "Ana", "what was given is not changed in place"


def test_each_text_comes_by_itself_save_what_groups_or_counts_alone() -> None:
    found = [(text.question, text.text) for text in texts_in(1, FORM, "es", ANSWERS, GROUPED)]
    assert found == [("name", "Ana"), ("way_other", "by boat"), ("more/why", "No reason"), ("trip/to", "Lake")]
    assert not list(texts_in(1, FORM, "es", without_texts(ANSWERS, worded(FORM)), ()))


def test_texts_of_a_box_become_comments_once_and_leave_the_responses(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey(state=SurveyState.CLOSED)
    said = {"who": "other", "who_other": "a cat", "more": {"why": "Shade"}, "trip": [{"to": "Lake"}], "secret": "mine"}
    send(survey_id, version, [said] * 5, lang="es")
    worker()
    worker()
    rows = db.session.execute(with_targets(select(Comment))).all()
    assert sorted(row[0].body for row in rows) == ["Lake"] * 5 + ["Shade"] * 5 + ["a cat"] * 5
    assert {(row[0].receipt_id, row[0].lang) for row in rows} == {(None, "es")}
    assert {target_from(*row[1:]).key.slug for row in rows} == {"parks"}
    assert db.session.scalar(select(func.count(Comment.received_at.distinct()))) == 1
    kept = db.session.scalars(select(Response)).all()
    assert {str(one.answers) for one in kept} == {
        str({"who": "other", "who_other": TAKEN, "more": {"why": TAKEN}, "trip": [{"to": TAKEN}], "secret": TAKEN})
    }
    assert {one.lang for one in kept} == {"en"}, "the language would lead to the texts"


def test_a_recount_knows_that_something_was_written(app: Flask, worker: Callable[[], int]) -> None:
    survey_id, version = survey(state=SurveyState.CLOSED)
    send(survey_id, version, [{"more": {"why": "Shade"}}] * 4 + [{"more": {"why": ""}}])
    worker()
    recount_survey(actor=COMMAND_LINE, slug="parks")
    counted = {key[3:]: n for key, n in queries.tallies(survey_id).items() if key[0] == "more/why"}
    assert counted == {(Mark.ANSWERED, ""): 4, (Mark.BLANK, ""): 1}

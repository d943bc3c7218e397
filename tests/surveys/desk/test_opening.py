"""Settings, opening and closing of a survey: what is promised stands once it is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.errors import Forbidden, Refused, WrongState
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.record import queries as record
from portal.surveys import queries, usecases
from portal.surveys.definition import Form, Kind, Question
from portal.surveys.handlers.closing import close_due_surveys
from portal.surveys.models import Promise, SurveyState
from portal.surveys.readiness import asks_who, needs
from tests.surveys.desk.forms import form

WORDS = Translated({"en": "Totals are public records."})


@pytest.fixture
def survey(cast, clock):
    """A draft that is ready to open; its slug."""
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    written = replace(_written(), open_records=WORDS, closes_at=now() + timedelta(days=7))
    usecases.edit_survey(actor=cast.clerk.actor, slug="deliveries", written=written)
    return "deliveries"


def _written():
    return queries.survey_at_desk("deliveries").written


def _deeds():
    return [entry["action"] for entry in record.all_entries()]


def test_a_survey_that_lacks_something_says_what(cast, clock):
    usecases.keep_form(actor=cast.clerk.actor, form=form())
    with pytest.raises(usecases.SurveyNotReady) as refusal:
        usecases.open_survey(actor=cast.clerk.actor, slug="deliveries")
    assert len(refusal.value.reasons) == 2
    assert queries.survey_at_desk("deliveries").state == SurveyState.DRAFT


def test_only_clerks_open(survey):
    with pytest.raises(Forbidden):
        usecases.open_survey(actor=VISITOR, slug=survey)


def test_once_open_the_promise_stands_and_the_closing_time_moves_in_the_open(survey, cast):
    usecases.open_survey(actor=cast.clerk.actor, slug=survey, loaded=_written().fingerprint)
    with pytest.raises(Refused):
        usecases.edit_survey(
            actor=cast.clerk.actor, slug=survey, written=replace(_written(), promise=Promise.CONFIDENTIAL)
        )
    later = replace(_written(), closes_at=now() + timedelta(days=9))
    usecases.edit_survey(actor=cast.clerk.actor, slug=survey, written=later)
    assert _deeds() == ["survey.opened", "survey.closing_moved"]


def test_nobody_saves_over_somebody_else(survey, cast):
    with pytest.raises(usecases.SurveyOvertaken):
        usecases.edit_survey(actor=cast.clerk.actor, slug=survey, written=replace(_written(), minutes=9), loaded="old")


def test_it_closes_by_itself_once(survey, cast, clock):
    usecases.open_survey(actor=cast.clerk.actor, slug=survey)
    close_due_surveys()
    assert queries.survey_at_desk(survey).state == SurveyState.OPEN
    clock.forward(days=8)
    close_due_surveys()
    close_due_surveys()
    assert queries.survey_at_desk(survey).state == SurveyState.CLOSED
    assert _deeds() == ["survey.opened", "survey.closed"]
    with pytest.raises(WrongState):
        usecases.close_survey(actor=cast.clerk.actor, slug=survey)


def test_questions_that_ask_who_somebody_is_are_told_apart():
    assert asks_who(Question("q1", Kind.TEXT, Translated({"es": "¿Su teléfono?"})))
    assert asks_who(Question("contact_name", Kind.TEXT))
    assert asks_who(Question("q2", Kind.TEXT, Translated({"en": "Your e-mail"})))
    assert not asks_who(Question("street", Kind.TEXT, Translated({"en": "Which street is worst?"})))


def test_an_anonymous_survey_hears_of_clocks_and_of_words_that_stay_or_go(survey):
    tells = Form(
        "x",
        "x",
        (
            Question("day", Kind.DATE, default="today()"),
            Question("quarter", Kind.TEXT),
            Question("counted", Kind.TEXT, aggregate_only=True),
        ),
        {},
        (),
        "en",
    )
    written = replace(_written(), groupings={"area": "quarter"})
    said = [need for need in needs(written, tells, 0, [], now()) if "“" in need.words]
    assert [need.must for need in said] == [True, False, False]
    open_about = replace(written, promise=Promise.CONFIDENTIAL)
    assert not [need for need in needs(open_about, tells, 0, [], now()) if "“" in need.words]


def test_what_lacks_is_counted_by_language_and_a_group_needs_one_choice(survey, app):
    listed = needs(replace(_written(), groupings={"area": "wish"}), form(), 0, ("en", "es"), now())
    open_ones = {need.words: need for need in listed if not need.met}
    assert "4 texts of the form are not there in Spanish." in open_ones
    assert open_ones["The named questions are in the form, with one choice to make."].must

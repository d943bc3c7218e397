"""Edits of the builder: whatever a clerk presses in which order, a form that can be computed comes out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.translated import Translated
from portal.surveys import building
from portal.surveys.building import Line, Rule, Test
from portal.surveys.definition import Group, Kind, Question, Repeat
from portal.surveys.xlsform.checking import faults
from tests.surveys.desk.forms import form as small
from tests.surveys.forms import PARKING

FORM = small(
    Group(
        "more",
        (
            Question("age", Kind.INTEGER, relevant="selected(${deliver}, 'no') or ${wish} != ''"),
            Repeat("shop", (Question("plate", Kind.TEXT, Translated({"en": "Plate at ${age}?"})),), count="${age}"),
        ),
    ),
    Question("last", Kind.SELECT_ONE, choices="yes_no", other=True, relevant="${age} > 3 and ${plate} = 'x'"),
)
edits = st.lists(st.tuples(st.sampled_from(["up", "down", "copy", "delete", "rename"]), st.integers(0, 99)), max_size=8)


def _edited(form, verb, at):
    paths = [placed.path for placed in form.placed()]
    path = paths[at % len(paths)]
    if verb == "copy":
        return building.copied(form, path)[0]
    if verb == "rename":
        return building.renamed(form, path, building.free_name(form, path[-1]))
    return {"up": building.moved_up, "down": building.moved_down, "delete": building.deleted}[verb](form, path)


@settings(max_examples=25)
@given(edits)
def test_any_edits_leave_a_form_whose_rules_are_whole(steps):
    form = FORM
    for verb, at in steps:
        with suppress(building.SpokenOf):
            form = _edited(form, verb, at)
        if not form.elements:
            break
    names = [placed.element.name for placed in form.placed()]
    assert len(names) == len(set(names))
    assert list(faults(form, ())) == []


@settings(max_examples=25)
@given(st.integers(0, 99), st.booleans())
def test_a_move_back_undoes_a_move(at, up):
    paths = [placed.path for placed in FORM.placed()]
    path = paths[at % len(paths)]
    first, back = (building.moved_up, building.moved_down) if up else (building.moved_down, building.moved_up)
    moved = first(FORM, path)
    there = next(placed.path for placed in moved.placed() if placed.element.name == path[-1])
    assert moved == FORM or back(moved, there) == FORM


def test_a_new_name_goes_into_every_rule_and_text():
    form = building.renamed(FORM, ("more", "age"), "years")
    kept = {placed.element.name: placed.element for placed in form.placed()}
    assert kept["shop"].count == "${years}"
    assert kept["last"].relevant == "${years} > 3 and ${plate} = 'x'"
    assert kept["plate"].label["en"] == "Plate at ${years}?"


def test_what_a_rule_needs_stays_and_the_rule_is_named():
    with pytest.raises(building.SpokenOf) as refusal:
        building.deleted(FORM, ("deliver",))
    assert [placed.element.name for placed in refusal.value.by] == ["wish", "age"]
    without = building.deleted(FORM, ("last",))
    assert "yes_no" in without.choices
    assert building.deleted(PARKING, ("days",)).choices.keys() == {"ways"}


def test_names_come_from_labels():
    assert building.free_name(FORM, "¿Cuál es su opinión?") == "cual_es_su_opinion"
    assert building.free_name(FORM, "Age") == "age_2"
    assert building.free_name(FORM, "你好") == "question"
    assert building.free_name(FORM, "2nd shop") == "question_2nd_shop"
    assert building.free_name(FORM, "Last other") == "last_other_2"


names = st.sampled_from(["age", "deliver", "wish"])
texts = st.text("abc 'é\"", min_size=1, max_size=5).filter(lambda text: not {"'", '"'} <= set(text) and text.strip())
with_value = st.sampled_from([Test.IS, Test.IS_NOT, Test.INCLUDES, Test.EXCLUDES])
lines = st.one_of(
    st.builds(Line, st.sampled_from(["deliver", "wish"]), with_value, texts),
    st.builds(Line, st.just("age"), st.sampled_from([Test.MORE, Test.LESS]), st.integers(-99, 99).map(str)),
    st.builds(Line, names, st.sampled_from([Test.ANSWERED, Test.BLANK])),
)


@settings(max_examples=40)
@given(st.lists(lines, min_size=2, max_size=5), st.booleans())
def test_a_rule_reads_back_as_it_was_made(made, any_of):
    rule = Rule(tuple(made), any_of)
    assert building.read(building.expression(rule, FORM)) == rule


def test_what_lists_cannot_say_stays_an_expression():
    assert building.read("${a} = 1 and (${b} = 2 or ${c} = 3)") is None
    assert building.read("count(${shop}) > 2") is None
    assert building.read("${a} = ") is None
    assert building.read("") == Rule(())


def test_only_earlier_questions_are_offered():
    assert [one.name for one in building.earlier(FORM, ("more",))] == ["deliver", "wish"]
    assert building.earlier(replace(FORM, elements=()), None) == []

"""Every rule of six real forms, put to two other engines over blank and over filled answers (PORTAL_DEMO_DATA).

Where another engine says otherwise, the table says why we do not follow. Rules that an engine cannot read are counted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest

from portal.surveys.definition import Form, Kind, Path, Question, Repeat
from portal.surveys.expressions import Path as Place
from portal.surveys.expressions import Shape, TreeScope, as_string, compile_expression, evaluate
from portal.surveys.interview.plan import Plan
from portal.surveys.xlsform.checking import rules
from tests.support.process import strict
from tests.surveys.expressions.form import CHOICES, NOW, TODAY
from tests.surveys.expressions.opinions import ENGINES, Absolute, NoOpinionError, xml_of
from tests.surveys.xlsform.workbooks import taken

FILLS = range(-1, 3)
ASKED = {
    "good_eats_multilang_legacy_types": 0,
    "mitwirken_participation_survey_de": 22,
    "odk_all_question_types": 0,
    "socio_economic_survey_en_fr": 21,
    "subdistrict_profiling_en_ar": 93,
    "xlsform_spec_test_en_zh": 8,
}
# Which engine, the rule, and why we do not follow it.
DIFFERENCES = {
    (
        "elementpath",
        "${healthVisit} = 1",
    ): "XPath 1 compares a node with a number as numbers; elementpath as unlike types",
    ("elementpath", "${healthVisit} = 2"): "the same",
    ("elementpath", "${internetHH} = 1"): "the same",
}
# Which engine, what a rule begins with, and why it says nothing.
SILENT = {
    ("rxeval", "count(instance('district')"): "it is given no lists of choices",
    ("rxeval", "jr:itext(instance('seclass')"): "the same",
    ("elementpath", ". <= ${a_integer}"): "a blank number is an error to it, NaN to XPath",
}
_TEXTS = {
    Kind.INTEGER: ("0", "1", "3", "17", "65", "-2"),
    Kind.RANGE: ("0", "1", "3", "5", "10", "2"),
    Kind.DECIMAL: ("0", "0.5", "1.25", "17", "1e3", "-2.5"),
    Kind.DATE: ("1990-01-01", "2026-11-24", "2026-11-25", "2026-11-26", "2040-02-29", "2000-12-31"),
    Kind.DATETIME: ("2026-11-25T06:00:00.000-06:00",),
    Kind.TIME: ("08:30:00.000",),
    Kind.GEOPOINT: ("36.99 -86.44 0 0",),
    Kind.ACKNOWLEDGE: ("OK", ""),
}
_WORDS = ("Ana", "ana@example.org", "12345", "a b", "x" * 40, "0")


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    """The forms in the folder of real workbooks."""
    folder = File(os.environ.get("PORTAL_DEMO_DATA") or "/nowhere") / "surveys"
    if not folder.is_dir():
        (pytest.fail if strict() else pytest.skip)("PORTAL_DEMO_DATA names no folder with the workbooks")
    found = {file.stem: taken(file.read_bytes(), without=True).form for file in sorted(folder.glob("*.xlsx"))}
    return {name: form for name, form in found.items() if form}


def tree(form: Form, fill: int) -> dict[str, Any]:
    """Answers to a whole form, two rows in each repeat; with fill -1 all blank."""
    return _branch(form.elements, form, fill)


def _branch(elements: Any, form: Form, fill: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, element in enumerate(elements):
        if isinstance(element, Question):
            found[element.name] = "" if fill < 0 else _answer(element, form, fill + number)
        elif isinstance(element, Repeat):
            found[element.name] = [_branch(element.children, form, fill + row) for row in range(2)] if fill >= 0 else []
        else:
            found[element.name] = _branch(element.children, form, fill)
    return found


def _answer(question: Question, form: Form, turn: int) -> str:
    if question.choices:
        names = [choice.name for choice in form.choices[question.choices]]
        return " ".join(names[turn % len(names) :][: 2 if question.kind is Kind.SELECT_MULTIPLE else 1])
    texts = _TEXTS.get(question.kind, _WORDS)
    return texts[turn % len(texts)]


def place_of(path: Path, repeats: frozenset[Path]) -> Place:
    """The first row of everything on the way."""
    return tuple((name, 0 if path[: at + 1] in repeats else None) for at, name in enumerate(path))


def asked(form: Form) -> Iterator[tuple[Path, str, str]]:
    """Every rule with its column; a filter as the number of choices that it leaves."""
    for placed in form.placed():
        for column, text in rules(placed):
            if column == "choice_filter" and isinstance(placed.element, Question):
                yield placed.path, column, f"count({CHOICES.format(placed.element.choices)}[{text}])"
            else:
                yield placed.path, column, text


def seen_from(form: Form, shape: Shape, place: Place, answers: dict[str, Any]) -> TreeScope:
    """The answers as a rule at this place sees them."""
    lists = {
        name: [{**one.columns, "name": one.name, "label": one.label.best("en").text} for one in choices]
        for name, choices in form.choices.items()
    }
    return TreeScope(answers, shape, place, today=TODAY, now=NOW, lists=lists)


@pytest.mark.parametrize("other", ENGINES)
def test_another_engine_says_the_same_of_every_real_rule(other: str, forms: dict[str, Form]) -> None:
    different, silent, count = set(), set(), dict.fromkeys(forms, 0)
    for name, form in forms.items():
        shape = Plan(form).shape
        listed = list(asked(form))
        count[name] = len(listed)
        for fill in FILLS:
            answers = tree(form, fill)
            xml = xml_of(answers, shape)
            for path, _column, text in listed:
                place = place_of(path, shape.repeats)
                scope = seen_from(form, shape, place, answers)
                try:
                    theirs = ENGINES[other](Absolute(shape, place, "data").text(text), xml, scope)
                except NoOpinionError:
                    silent.add(next((begun for _who, begun in SILENT if text.startswith(begun)), text))
                    continue
                if theirs != as_string(evaluate(compile_expression(text), scope)):
                    different.add((other, text))
    assert count == ASKED
    assert different == {one for one in DIFFERENCES if one[0] == other}
    assert silent == {begun for who, begun in SILENT if who == other}

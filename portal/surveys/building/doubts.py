"""What a clerk should look at in a form: rules that cannot be right, and sections without questions. Pure."""

from __future__ import annotations

from enum import StrEnum

from portal.surveys.building.skipping import BARE, read
from portal.surveys.definition import Element, Form, Path, Question, is_empty
from portal.surveys.expressions import ExpressionError, compile_expression


class Doubt(StrEnum):
    """What is wrong with an element or its rule."""

    LATER = "later"  # it asks for an answer that is given behind it
    CHOICE = "choice"  # it compares with a choice that its question does not offer
    EMPTY = "empty"  # a section that holds nothing


def doubts(form: Form) -> dict[Path, Doubt]:
    """The elements that should be looked at."""
    places = {placed.element.name: number for number, placed in enumerate(form.placed())}
    questions = {question.name: question for _path, question in form.questions()}
    found = {}
    for number, placed in enumerate(form.placed()):
        if any(places.get(name, -1) >= number for name in _asked(placed.element)):
            found[placed.path] = Doubt.LATER
        elif _lost(form, placed.element, questions):
            found[placed.path] = Doubt.CHOICE
        elif is_empty(placed.element):
            found[placed.path] = Doubt.EMPTY
    return found


def _asked(element: Element) -> frozenset[str]:
    try:
        return compile_expression(element.relevant).names if element.relevant else frozenset()
    except ExpressionError:
        return frozenset()


def _lost(form: Form, element: Element, questions: dict[str, Question]) -> bool:
    rule = read(element.relevant)
    for line in rule.lines if rule else ():
        asked = questions.get(line.name)
        if asked and asked.choices and line.test not in BARE:
            offered = {one.name for one in form.choices.get(asked.choices, ())}
            if line.value not in offered:
                return True
    return False

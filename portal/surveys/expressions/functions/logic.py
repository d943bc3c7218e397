"""Functions that decide: if, not, coalesce, once, and the checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.surveys.expressions.errors import Reason
from portal.surveys.expressions.functions.calling import Arguments, members
from portal.surveys.expressions.values import Value, as_boolean, as_number, as_string

if TYPE_CHECKING:
    from portal.surveys.expressions.evaluating import Evaluation, Focus


def if_(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """if(condition, then, else): only one of both is looked at."""
    condition, then, otherwise = arguments
    return run.value(then if as_boolean(run.value(condition, focus)) else otherwise, focus)


def coalesce(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """The first argument that is not blank."""
    for argument in arguments:
        value = run.value(argument, focus)
        if as_string(value):
            return value
    return ""


def once(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """What is answered here already; else the argument."""
    return run.scope.here.text or run.value(arguments[0], focus)


def checklist(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """checklist(least, most, answer…): whether so many are yes; -1 is no bound."""
    least, most = (as_number(run.value(argument, focus)) for argument in arguments[:2])
    count = sum(is_yes(value) for value in members(run, arguments[2:], focus))
    return within(count, least, most)


def weighted_checklist(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """weighted-checklist(least, most, answer, weight…): whether the weights of what is yes add up to so much."""
    least, most, *pairs = (run.value(argument, focus) for argument in arguments)
    weights = [as_number(weight) for answer, weight in zip(pairs[::2], pairs[1::2], strict=True) if is_yes(answer)]
    return within(sum(weights), as_number(least), as_number(most))


def pairs_of_weights(arguments: Arguments) -> Reason | None:
    """The check of weighted-checklist(): every answer has its weight."""
    return Reason.TOO_FEW if len(arguments) % 2 else None


def is_yes(value: Value) -> bool:
    """ODK's manual asks for the word yes, its specification for a number above 0: either counts."""
    return as_string(value) == "yes" or as_number(value) > 0


def within(count: float, least: float, most: float) -> bool:
    """Whether a count is inside both bounds, of which -1 is none."""
    return (least == -1 or count >= least) and (most == -1 or count <= most)


def boolean_from_string(text: str) -> bool:
    """Only "true" and "1" are true."""
    return text in {"true", "1"}

"""Functions of answers themselves and of choices: counting, positions, rows of repeats, what is selected."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from portal.surveys.expressions.errors import Reason
from portal.surveys.expressions.functions.calling import Arguments, answers
from portal.surveys.expressions.nodes import NodeSet
from portal.surveys.expressions.syntax import Answer, Literal, Syntax
from portal.surveys.expressions.values import Value, as_number, as_string

if TYPE_CHECKING:
    from portal.surveys.expressions.evaluating import Evaluation, Focus

_NAMED = re.compile(r"\s*(?:\$\{\s*([\w.\-]+)\s*\}|(?:[\w.\-]*/)*([\w.\-]+))\s*")


def count(nodes: NodeSet) -> float:
    """How many there are."""
    return float(len(nodes))


def count_non_empty(nodes: NodeSet) -> float:
    """How many have an answer."""
    return float(sum(bool(text) for text in nodes.texts))


def position(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """position(..): the row's place in its repeat, from 1. In a predicate, position(): the place among its nodes."""
    if not arguments:
        return float(focus.position)
    nodes = run.nodes(arguments[0], focus)
    return float(nodes[0].position) if nodes else math.nan


def last(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """In a predicate: how many nodes it looks at."""
    return float(focus.size)


def indexed_repeat(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """indexed-repeat(${age}, ${member}, 2): the answer in the second row; further pairs go into repeats inside."""
    nodes = _everywhere(run, arguments[0], focus)
    for group, index in zip(arguments[1::2], arguments[2::2], strict=True):
        wanted = as_number(run.value(index, focus))
        rows = {row for row in _everywhere(run, group, focus) if row.position == wanted}
        run.spend(len(nodes))
        nodes = NodeSet(node for node in nodes if not rows.isdisjoint(node.ancestors()))
    return NodeSet(nodes[:1])


def _everywhere(run: Evaluation, syntax: Syntax, focus: Focus) -> NodeSet:
    if not isinstance(syntax, Answer):
        return run.nodes(syntax, focus)
    nodes = NodeSet(run.scope.everywhere(syntax.name))
    run.spend(len(nodes))
    return nodes


def pairs_of_rows(arguments: Arguments) -> Reason | None:
    """The check of indexed-repeat(): answers at the right places, and a row for each repeat."""
    if len(arguments) % 2 == 0:
        return Reason.TOO_FEW
    return answers((arguments[0], *arguments[1::2]))


def selected(names: str, name: str) -> bool:
    """Whether a choice is among those that were chosen."""
    return name.strip() in names.split()


def selected_at(names: str, place: float) -> str:
    """The chosen name at a place, from 0; blank where there is none."""
    chosen = names.split()
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def count_selected(names: str) -> float:
    """How many were chosen."""
    return float(len(names.split()))


def choice_name(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """jr:choice-name(${town}, '${town}'): what the choice is called, in the reader's language."""
    value = as_string(run.value(arguments[0], focus))
    name = question_named(arguments[1])
    return run.scope.choice_label(value, name) if value and name else ""


def question_named(syntax: Syntax) -> str | None:
    """The question that the second argument of jr:choice-name() names, quoted or not."""
    if isinstance(syntax, Answer):
        return syntax.name
    text = syntax.value if isinstance(syntax, Literal) else None
    found = _NAMED.fullmatch(text) if isinstance(text, str) else None
    return found[1] or found[2] if found else None


def names_a_question(arguments: Arguments) -> Reason | None:
    """The check of jr:choice-name()."""
    return None if question_named(arguments[1]) else Reason.NEEDS_NAME


def stored_random(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """A random number; the scope draws it once and keeps it."""
    return run.scope.random()


def stored_id(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """A random id; with a number as many of its characters, at most all."""
    drawn = run.scope.uuid()
    if not arguments:
        return drawn
    wanted = as_number(run.value(arguments[0], focus))
    return drawn.replace("-", "")[: int(wanted)] if 0 <= wanted < len(drawn) else drawn

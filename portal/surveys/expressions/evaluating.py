"""The interpreter: a syntax tree and a scope → a value.

Every part that is looked at costs a step, every node that a path reaches another, and every thousand characters that a
function reads. So the work is bounded by `limits.STEPS` whatever the author writes and whatever is answered. A list of
choices brings steps of its own, for the search through it: once, so that a search within a search is still refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.surveys.expressions import limits
from portal.surveys.expressions.arithmetic import calculated
from portal.surveys.expressions.comparing import atoms, compares
from portal.surveys.expressions.errors import EvaluationError, Reason
from portal.surveys.expressions.functions import FUNCTIONS
from portal.surveys.expressions.nodes import Node, NodeSet, Tree
from portal.surveys.expressions.scopes import Scope
from portal.surveys.expressions.syntax import (
    Answer,
    Call,
    Chain,
    Choices,
    Current,
    Filter,
    Item,
    Literal,
    Negative,
    Path,
    Root,
    Step,
    Syntax,
    Union,
)
from portal.surveys.expressions.values import Value, as_boolean, as_number

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Focus:
    """What `.` is just now, and its place among the nodes that a predicate looks at."""

    item: Node
    position: int = 1
    size: int = 1


class Evaluation:
    """One run of one expression: the scope and the steps that are left."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.left = limits.STEPS
        self.opened: set[str] = set()

    def value(self, syntax: Syntax, focus: Focus) -> Value:
        """What a part of the expression comes to."""
        self.spend(1)
        return _KINDS[type(syntax)](self, syntax, focus)

    def nodes(self, syntax: Syntax, focus: Focus) -> NodeSet:
        """The nodes that a part stands for; the parser has seen to it that it is such a part."""
        found = self.value(syntax, focus)
        return found if isinstance(found, NodeSet) else NodeSet()

    def spend(self, steps: int) -> None:
        """Count work, and stop when there was too much of it."""
        self.left -= steps
        if self.left < 0:
            raise EvaluationError(Reason.TOO_MANY_STEPS)

    def read(self, texts: Iterable[str]) -> None:
        """Count the reading of texts."""
        self.spend(sum(len(text) for text in texts) // limits.CHARACTERS_PER_STEP)

    def writable(self, length: int) -> None:
        """Stop before a text is made that is longer than any answer."""
        if length > limits.TEXT:
            raise EvaluationError(Reason.LONG_TEXT)

    def chosen(self, rows: NodeSet, predicates: tuple[Syntax, ...]) -> NodeSet:
        """The nodes for which all predicates hold; a number asks for the node at that position."""
        for predicate in predicates:
            size = len(rows)
            rows = NodeSet(
                node for position, node in enumerate(rows, 1) if self._holds(predicate, Focus(node, position, size))
            )
        return rows

    def _holds(self, predicate: Syntax, focus: Focus) -> bool:
        found = self.value(predicate, focus)
        if isinstance(found, float):
            return found == focus.position
        return as_boolean(found)

    def step(self, node: Node, step: Step) -> NodeSet:
        """Where one step leads from one node."""
        found = NodeSet(_stepped(node, step.name))
        self.spend(len(found))
        return self.chosen(found, step.predicates)

    def opened_list(self, name: str) -> Sequence[Mapping[str, str]]:
        """The rows of a list of choices, whose number pays for one search through them."""
        rows = self.scope.choices(name)
        if name not in self.opened:
            self.opened.add(name)
            self.left += len(rows) * limits.STEPS_PER_CHOICE
        return rows


def _stepped(node: Node, name: str) -> tuple[Node, ...]:
    if name == "..":
        return () if node.parent is None else (node.parent,)
    return (node,) if name == "." else node.children(name)


class _ChoiceColumns:
    """Choices know their label as their itext, too: it comes in the reader's language already."""

    def absent(self, parent: Node, name: str) -> Tree:
        known = parent.value if isinstance(parent.value, Mapping) else {}
        label = known.get("label") if name == "itextId" else None
        return label if isinstance(label, str) else None


COLUMNS = _ChoiceColumns()


def _literal(run: Evaluation, syntax: Literal, focus: Focus) -> Value:
    return syntax.value


def _chain(run: Evaluation, syntax: Chain, focus: Focus) -> Value:
    operator = syntax.rest[0][0]
    if operator in {"or", "and"}:
        return _junction(run, syntax, focus, until=operator == "or")
    value = run.value(syntax.first, focus)
    for operator, part in syntax.rest:
        right = run.value(part, focus)
        if operator in _COMPARISONS:
            run.spend(len(atoms(value)) * len(atoms(right)))
            value = compares(value, operator, right)
        else:
            value = calculated(as_number(value), operator, as_number(right))
    return value


def _junction(run: Evaluation, syntax: Chain, focus: Focus, until: bool) -> bool:
    """`or` and `and` look no further than they must."""
    parts = (syntax.first, *(part for _, part in syntax.rest))
    for part in parts:
        if as_boolean(run.value(part, focus)) is until:
            return until
    return not until


def _negative(run: Evaluation, syntax: Negative, focus: Focus) -> Value:
    return -as_number(run.value(syntax.operand, focus))


def _call(run: Evaluation, syntax: Call, focus: Focus) -> Value:
    value = FUNCTIONS[syntax.name].apply(run, syntax.arguments, focus)
    if isinstance(value, str):
        run.writable(len(value))
    return value


def _answer(run: Evaluation, syntax: Answer, focus: Focus) -> Value:
    nodes = NodeSet(run.scope.named(syntax.name))
    run.spend(len(nodes))
    return nodes


def _item(run: Evaluation, syntax: Item, focus: Focus) -> Value:
    return NodeSet((focus.item,))


def _current(run: Evaluation, syntax: Current, focus: Focus) -> Value:
    return NodeSet((run.scope.here,))


def _root(run: Evaluation, syntax: Root, focus: Focus) -> Value:
    return NodeSet((run.scope.root,))


def _choices(run: Evaluation, syntax: Choices, focus: Focus) -> Value:
    rows = run.opened_list(syntax.list_name)
    return NodeSet((Node(syntax.list_name, None, {"root": {"item": rows}}, None, COLUMNS),))


def _filter(run: Evaluation, syntax: Filter, focus: Focus) -> Value:
    return run.chosen(run.nodes(syntax.base, focus), syntax.predicates)


def _path(run: Evaluation, syntax: Path, focus: Focus) -> Value:
    nodes = run.nodes(syntax.start, focus)
    for step in syntax.steps:
        found = [reached for node in nodes for reached in run.step(node, step)]
        nodes = NodeSet.of(found) if len(nodes) > 1 else NodeSet(found)
    return nodes


def _union(run: Evaluation, syntax: Union, focus: Focus) -> Value:
    return NodeSet.of(node for part in syntax.parts for node in run.nodes(part, focus))


_KINDS: dict[type[Syntax], Callable[[Evaluation, Any, Focus], Value]] = {
    Literal: _literal,
    Chain: _chain,
    Negative: _negative,
    Call: _call,
    Answer: _answer,
    Item: _item,
    Current: _current,
    Root: _root,
    Choices: _choices,
    Filter: _filter,
    Path: _path,
    Union: _union,
}

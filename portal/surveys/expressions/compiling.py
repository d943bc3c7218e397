"""The front door: a text becomes an Expression, and an Expression a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from portal.surveys.expressions.evaluating import COLUMNS, Evaluation, Focus
from portal.surveys.expressions.functions.places import question_named
from portal.surveys.expressions.nodes import Node
from portal.surveys.expressions.parsing import parse
from portal.surveys.expressions.scopes import Scope
from portal.surveys.expressions.syntax import (
    Answer,
    Call,
    Choices,
    Current,
    Item,
    Path,
    Root,
    Syntax,
    children,
    predicates_of,
)
from portal.surveys.expressions.values import Value, as_boolean

Row = TypeVar("Row", bound=Mapping[str, str])
_CLOCKS = frozenset({"today", "now"})


@dataclass(frozen=True)
class Expression:
    """An expression that was understood, and what it refers to.

    `names` are all ${names}; `paths` other paths as they were written, without predicates; `lists` the lists of choices
    that it looks into; `functions` what it calls. Paths inside a predicate that begin at what it looks at are not told:
    they are columns, or questions of the row.
    """

    text: str
    syntax: Syntax
    names: frozenset[str]
    paths: frozenset[str]
    lists: frozenset[str]
    functions: frozenset[str]

    @property
    def uses_today(self) -> bool:
        """Whether its value can change by waiting."""
        return not _CLOCKS.isdisjoint(self.functions)


@lru_cache(maxsize=2_000)
def compile_expression(text: str) -> Expression:
    """The expression that a text says. Raises ExpressionError, and nothing else."""
    syntax = parse(text)
    parts = list(_parts(syntax, inside=False))
    calls = [part for part, _ in parts if isinstance(part, Call)]
    answers = {part.name for part, _ in parts if isinstance(part, Answer)}
    labelled = {question_named(call.arguments[1]) for call in calls if call.name == "jr:choice-name"}
    return Expression(
        text=text,
        syntax=syntax,
        names=frozenset(answers | {name for name in labelled if name}),
        paths=frozenset(path for part, inside in parts for path in _path_text(part, inside)),
        lists=frozenset(part.list_name for part, _ in parts if isinstance(part, Choices)),
        functions=frozenset(call.name for call in calls),
    )


def evaluate(expression: Expression, scope: Scope) -> Value:
    """What an expression comes to, from where the scope stands. Raises EvaluationError, and nothing else."""
    return Evaluation(scope).value(expression.syntax, Focus(scope.here))


def matching(expression: Expression, scope: Scope, rows: Sequence[Row]) -> list[Row]:
    """The choices for which a choice_filter holds: bare names are their columns, ${names} answers."""
    size = len(rows)
    return [
        row
        for position, row in enumerate(rows, 1)
        if as_boolean(
            Evaluation(scope).value(
                expression.syntax, Focus(Node("item", position - 1, row, None, COLUMNS), position, size)
            )
        )
    ]


def _parts(syntax: Syntax, inside: bool) -> Iterator[tuple[Syntax, bool]]:
    """Every part of a tree, and whether it lies inside a predicate. A path's start is told by the path."""
    yield syntax, inside
    for part in children(syntax):
        if not (isinstance(syntax, Path) and isinstance(part, Item | Root | Current)):
            yield from _parts(part, inside)
    for part in predicates_of(syntax):
        yield from _parts(part, inside=True)


def _path_text(syntax: Syntax, inside: bool) -> Iterator[str]:
    start, steps = (syntax.start, syntax.steps) if isinstance(syntax, Path) else (syntax, ())
    names = [step.name for step in steps]
    if isinstance(start, Item) and not inside:
        yield "/".join(names or ["."])
    elif isinstance(start, Root):
        yield "/".join(["", start.name, *names])
    elif isinstance(start, Current):
        yield "/".join(["current()", *names])

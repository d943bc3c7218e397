"""In which order calculations are made: each after those that it reads."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError as Circle
from graphlib import TopologicalSorter

from portal.surveys.expressions.compiling import Expression
from portal.surveys.expressions.errors import CycleError


def order_of(expressions: Mapping[str, Expression]) -> list[str]:
    """The names, each after the ones that its expression refers to. Raises CycleError with the names in a circle."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, expression in expressions.items():
        sorter.add(name, *sorted(mentioned(expression) & expressions.keys()))
    try:
        return list(sorter.static_order())
    except Circle as circle:
        # graphlib names each one before the one that needs it; people read it the other way round
        names = list(reversed(circle.args[1]))
        raise CycleError(tuple(names)) from None


def mentioned(expression: Expression) -> frozenset[str]:
    """The names that an expression reads, by ${name} or at the end of a path."""
    return expression.names | {path.rsplit("/", 1)[-1] for path in expression.paths}

"""The syntax tree: what an expression says, without how it was written.

Rows of equal operators are one flat `Chain`, so a sum of a thousand parts is no deeper than a sum of two.
Trees are frozen and compare by what they say: two texts that differ in spaces and brackets alone have equal trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class Syntax:
    """A part of an expression."""

    __slots__ = ()


class NodeSyntax(Syntax):
    """A part that stands for answers (or choices) themselves, not only for a value: it can be counted and walked."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Literal(Syntax):
    """A quoted text or a number."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Chain(Syntax):
    """`first`, then operators of one level with their right sides, from left to right: a - b + c."""

    first: Syntax
    rest: tuple[tuple[str, Syntax], ...]


@dataclass(frozen=True, slots=True)
class Negative(Syntax):
    """A minus before an operand."""

    operand: Syntax


@dataclass(frozen=True, slots=True)
class Call(Syntax):
    """A function with its arguments."""

    name: str
    arguments: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Answer(NodeSyntax):
    """${name}."""

    name: str


@dataclass(frozen=True, slots=True)
class Item(NodeSyntax):
    """`.`: the question that the expression belongs to; in a predicate what is just looked at."""


@dataclass(frozen=True, slots=True)
class Current(NodeSyntax):
    """current(): the question that the expression belongs to, in predicates, too."""


@dataclass(frozen=True, slots=True)
class Root(NodeSyntax):
    """The whole response: /data. The name is the form's own and is not compared."""

    name: str


@dataclass(frozen=True, slots=True)
class Choices(NodeSyntax):
    """instance('list'): a list of choices."""

    list_name: str


@dataclass(frozen=True, slots=True)
class Filter(NodeSyntax):
    """Of all nodes of `base` those for which the predicates hold, one after the other: ${member}[2]."""

    base: NodeSyntax
    predicates: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From each node to its children of this name, or by `..` to its parent, with predicates."""

    name: str
    predicates: tuple[Syntax, ...] = ()


@dataclass(frozen=True, slots=True)
class Path(NodeSyntax):
    """Steps from a start: ../age, /data/household/member[age > 17]/name."""

    start: NodeSyntax
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Union(NodeSyntax):
    """All nodes of all parts: ${a} | ${b}."""

    parts: tuple[NodeSyntax, ...]


def children(syntax: Syntax) -> Iterator[Syntax]:
    """The parts right below a part; predicates are told by `predicates_of`."""
    match syntax:
        case Chain(first, rest):
            yield first
            yield from (right for _, right in rest)
        case Negative(operand):
            yield operand
        case Call(_, arguments):
            yield from arguments
        case Filter(base, _):
            yield base
        case Path(start, _):
            yield start
        case Union(parts):
            yield from parts


def predicates_of(syntax: Syntax) -> Iterator[Syntax]:
    """The conditions in square brackets right at a part."""
    if isinstance(syntax, Filter):
        yield from syntax.predicates
    elif isinstance(syntax, Path):
        yield from (predicate for step in syntax.steps for predicate in step.predicates)

"""A scope over a tree of dicts, and the shape of a form that it needs to know."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from portal.surveys.expressions.dates import Calendar
from portal.surveys.expressions.errors import EvaluationError, Reason
from portal.surveys.expressions.nodes import Node, Path, Tree

Names = tuple[str, ...]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Shape:
    """Where each name of a form is declared: {"age": ("household", "member", "age")}, and which of the places repeat.

    `also` holds places whose name is not theirs alone, so that no ${name} can mean them.
    """

    names: Mapping[str, Names]
    repeats: frozenset[Names] = frozenset()
    also: frozenset[Names] = frozenset()

    @cached_property
    def places(self) -> frozenset[Names]:
        """Every declared place, groups included."""
        given = {*self.names.values(), *self.repeats, *self.also}
        return frozenset(place[:length] for place in given for length in range(1, len(place) + 1))

    @cached_property
    def groups(self) -> frozenset[Names]:
        """The places that hold others."""
        return frozenset(place[:-1] for place in self.places)

    def absent(self, parent: Node, name: str) -> Tree:
        """A declared place that the tree leaves out is blank; of a repeat there are no rows."""
        place = (*(step for step, _ in parent.path), name)
        if place not in self.places or place in self.repeats:
            return None
        return {} if place in self.groups else ""


def _no_label(value: str, name: str) -> str:
    return value


def _drawn_id() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True)
class TreeScope:
    """One response as a tree of dicts, seen from `place` (or else the root). The tree is read, never copied."""

    answers: Mapping[str, object]
    shape: Shape
    place: Path = ()
    today: date = field(kw_only=True)
    now: datetime = field(kw_only=True)
    calendar: Calendar = field(default=Calendar(), kw_only=True)
    lists: Mapping[str, Sequence[Row]] = field(default_factory=dict, kw_only=True)
    choice_label: Callable[[str, str], str] = field(default=_no_label, kw_only=True)
    random: Callable[[], float] = field(default=random.random, kw_only=True)
    uuid: Callable[[], str] = field(default=_drawn_id, kw_only=True)

    @property
    def root(self) -> Node:
        """The whole response."""
        return Node("", None, self.answers, None, self.shape)

    @property
    def here(self) -> Node:
        """The question at `place`, blank where the tree does not hold it."""
        node = self.root
        for name, index in self.place:
            node = node.child(name, index)
        return node

    def at(self, place: Path) -> TreeScope:
        """The same response seen from another place."""
        return replace(self, place=place)

    def named(self, name: str) -> Sequence[Node]:
        """${name} as pyxform expands it: below the innermost rows that hold both, this row; of all others every row."""
        return self._reached(name, self.place[:-1])

    def everywhere(self, name: str) -> Sequence[Node]:
        """The nodes of a name in all rows."""
        return self._reached(name, ())

    def choices(self, list_name: str) -> Sequence[Row]:
        """The rows of a list of choices."""
        if list_name not in self.lists:
            raise EvaluationError(Reason.UNKNOWN_NAME, list_name)
        return self.lists[list_name]

    def _reached(self, name: str, rows: Path) -> Sequence[Node]:
        if name not in self.shape.names:
            raise EvaluationError(Reason.UNKNOWN_NAME, name)
        target = self.shape.names[name]
        shared = _shared(target[:-1], rows)
        nodes: Iterable[Node] = [self.root]
        for step, index in zip(target, [*(index for _, index in rows[:shared]), *[None] * len(target)], strict=False):
            below = (child for node in nodes for child in node.children(step))
            nodes = [child for child in below if index is None or child.index == index]
        return list(nodes)


def _shared(target: Names, rows: Path) -> int:
    """How many steps two places go together."""
    together = 0
    for step, (name, _) in zip(target, rows, strict=False):
        if step != name:
            break
        together += 1
    return together

"""A form made ready to be answered: its expressions compiled, and in which order they are to be worked out."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from portal.surveys.definition import ASKED, Element, Form, Group, Kind, Path, Question, Repeat
from portal.surveys.expressions import Expression, ExpressionError, Shape, compile_expression
from portal.surveys.interview.shapes import OTHER

ALWAYS = frozenset({"yes", "true", "true()"})
NEVER = frozenset({"", "no", "false", "false()"})
_DYNAMIC = re.compile(r"\$\{|[a-z][\w:-]*\s*\(")
_NAMED = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_STEPS = re.compile(r"[\w.-]+")
_MOST_CIRCLES = 50  # loosened one by one; a form with more is worked out in the order it is written
Rule = Expression | bool


@dataclass(frozen=True)
class Spot:
    """One element with its rules. `other_of` is the question whose "other" this one puts in words."""

    path: Path
    element: Element
    relevant: Rule
    required: Rule = False
    read_only: Rule = False
    constraint: Rule = True
    filter: Rule = True
    default: Expression | str = ""
    calculation: Expression | None = None
    count: Expression | None = None
    other_of: Path = ()

    @property
    def question(self) -> Question | None:
        """The element, where it is a question."""
        return self.element if isinstance(self.element, Question) else None

    @property
    def asked(self) -> bool:
        """Whether a person answers it on its own: a wording of "other" stands with its question."""
        question = self.question
        return question is not None and question.kind in ASKED and not self.other_of and not self.heads

    @property
    def heads(self) -> bool:
        """Whether it only says what stands over a table of questions: nothing is chosen in it."""
        return self.question is not None and "label" in self.question.appearance

    @property
    def expressions(self) -> Iterator[Expression]:
        """What decides whether it is asked and what stands in it."""
        for one in (self.relevant, self.calculation, self.default, self.count):
            if isinstance(one, Expression):
                yield one


class Plan:
    """What can be known of a form before anybody answers."""

    def __init__(self, form: Form) -> None:
        others = {
            (*path[:-1], f"{question.name}_{OTHER}"): path for path, question in form.questions() if question.other
        }
        self.spots = {
            placed.path: _spot(placed.path, placed.element, others.get(placed.path, ())) for placed in form.placed()
        }
        for path, of in others.items():
            self.spots.setdefault(path, _spot(path, Question(path[-1], Kind.TEXT), of))
        self.others = {of: path for path, of in others.items()}
        self.names: dict[str, Path] = {}
        for path in self.spots:
            self.names.setdefault(path[-1], path)
        repeats = frozenset(path for path, spot in self.spots.items() if isinstance(spot.element, Repeat))
        self.together: dict[Path, bool] = {}  # what the outline found out about groups
        self.shape = Shape(names=self.names, repeats=repeats, also=frozenset(self.spots))

    @cached_property
    def order(self) -> tuple[Spot, ...]:
        """All elements, each behind what it needs. Circles are loosened: the importer has refused them by name."""
        graph = {path: self._needs(spot) for path, spot in self.spots.items()}
        for _ in range(_MOST_CIRCLES):
            try:
                return tuple(self.spots[path] for path in TopologicalSorter(graph).static_order())
            except CycleError as circle:
                self._loosen(graph, circle.args[1])
        return tuple(self.spots.values())

    def read_by(self, expression: Expression) -> Iterator[Path]:
        """The elements that an expression reads."""
        steps = (step for path in expression.paths for step in _STEPS.findall(path))
        for name in {*expression.names, *steps}:
            if name in self.names:
                yield self.names[name]

    def named_in(self, texts: Iterable[str]) -> set[str]:
        """The names that stand as ${name} in texts."""
        return {name for text in texts for name in _NAMED.findall(text)}

    def _needs(self, spot: Spot) -> set[Path]:
        needs = {spot.path[:-1]} if len(spot.path) > 1 else set()
        for expression in spot.expressions:
            for path in self.read_by(expression):
                needs |= {path, *self._below.get(path, ())}
        above = {spot.path[:length] for length in range(1, len(spot.path))}
        if spot.other_of:
            needs.add(spot.other_of)
        return {path for path in needs if path != spot.path and (path not in above or path == spot.path[:-1])} - {
            path for path in needs if path[: len(spot.path)] == spot.path
        }

    @cached_property
    def _below(self) -> dict[Path, set[Path]]:
        below: dict[Path, set[Path]] = {}
        for path in self.spots:
            for length in range(1, len(path)):
                below.setdefault(path[:length], set()).add(path)
        return below

    def _loosen(self, graph: dict[Path, set[Path]], circle: list[Path]) -> None:
        # graphlib names each before what needs it; of a circle the need that looks ahead in the form goes
        for before, after in pairwise(circle):
            if before != after[:-1]:
                graph[after].discard(before)
                return
        graph[circle[1]].discard(circle[0])


def plan_of(form: Form) -> Plan:
    """The plan of a form, made once for as long as the form is kept."""
    kept = _PLANS.get(id(form))
    if kept is None or kept[0]() is not form:
        kept = _PLANS[id(form)] = (weakref.ref(form, partial(_forget, id(form))), Plan(form))
    return kept[1]


_PLANS: dict[int, tuple[weakref.ref[Form], Plan]] = {}


def _forget(key: int, _: object) -> None:
    _PLANS.pop(key, None)


def _spot(path: Path, element: Element, other_of: Path) -> Spot:
    relevant = _rule(element.relevant, empty=True)
    if isinstance(element, Group):
        return Spot(path, element, relevant)
    if isinstance(element, Repeat):
        return Spot(path, element, relevant, count=_compiled(element.count))
    return Spot(
        path,
        element,
        relevant,
        required=_rule(element.required, empty=False),
        read_only=_rule(element.read_only, empty=False),
        constraint=_rule(element.constraint, empty=True),
        filter=_rule(element.choice_filter, empty=True),
        default=_default(element.default),
        calculation=_compiled(element.calculation),
        other_of=other_of,
    )


def _rule(text: str, *, empty: bool) -> Rule:
    word = text.strip().lower()
    if word in ALWAYS:
        return True
    if word in NEVER:
        return empty if not word else False
    compiled = _compiled(text)
    return empty if compiled is None else compiled


def _default(text: str) -> Expression | str:
    return (_compiled(text) if _DYNAMIC.search(text) else None) or text


def _compiled(text: str) -> Expression | None:
    try:
        return compile_expression(text) if text.strip() else None
    except ExpressionError:
        return None

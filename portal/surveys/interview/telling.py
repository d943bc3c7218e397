"""Which answers tell when somebody answered, or in which words: of an anonymous response neither may stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from portal.surveys.definition import ASKED, Form, Kind, Path, Question
from portal.surveys.expressions import Expression
from portal.surveys.interview.plan import Plan, plan_of

_CLOCK = frozenset({Kind.START, Kind.END, Kind.TODAY})
_NAMES = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class _Told:
    """A question, and the expressions that fill it in. What a person answers over a default is that person's own."""

    path: Path
    question: Question
    reads: tuple[Expression, ...]

    def from_any(self, names: set[str]) -> bool:
        """Whether it is worked out from one of these, by the name alone: rather once too often than too seldom."""
        return any(not names.isdisjoint(_NAMES.findall(one.text)) for one in self.reads)


def timed(plan: Plan) -> frozenset[Path]:
    """What tells when somebody answered: the clock's own questions, and whatever is worked out from them."""
    return _all_from(plan, lambda one: one.question.kind in _CLOCK or any(map(_by_clock, one.reads)))


def worded(form: Form, kept: Container[Path] = ()) -> frozenset[Path]:
    """What people write in their own words, and whatever is worked out from it: even a length tells whose it is.

    `kept` are questions that take words as if they were choices.
    """
    return _all_from(plan_of(form), lambda one: one.question.kind is Kind.TEXT and one.path not in kept)


def _all_from(plan: Plan, begins: Callable[[_Told], bool]) -> frozenset[Path]:
    waiting = list(_told(plan))
    found: set[Path] = set()
    more = [one for one in waiting if begins(one)]
    while more:
        found |= {one.path for one in more}
        names = {one.path[-1] for one in more}
        more = [one for one in waiting if one.path not in found and one.from_any(names)]
    return frozenset(found)


def _told(plan: Plan) -> Iterator[_Told]:
    for path, spot in plan.spots.items():
        if spot.question is not None:
            said = (spot.calculation, None if spot.question.kind in ASKED else spot.default)
            yield _Told(path, spot.question, tuple(one for one in said if isinstance(one, Expression)))


def _by_clock(expression: Expression) -> bool:
    return expression.uses_today or bool(expression.functions & {"now", "today"})

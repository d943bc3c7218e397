"""How functions are called: what a line of the table holds, and how plain Python functions get plain arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

from portal.surveys.expressions.errors import Reason
from portal.surveys.expressions.nodes import NodeSet
from portal.surveys.expressions.syntax import NodeSyntax, Syntax
from portal.surveys.expressions.values import Value, as_number, as_string

if TYPE_CHECKING:
    from portal.surveys.expressions.evaluating import Evaluation, Focus

Arguments = tuple[Syntax, ...]
Apply = Callable[["Evaluation", Arguments, "Focus"], Value]
Check = Callable[[Arguments], Reason | None]
MANY = 1_000


def anything(arguments: Arguments) -> Reason | None:
    """The check of functions that take whatever they get."""
    return None


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how many arguments it takes, how it is applied, and what it refuses before it is ever run."""

    least: int
    most: int
    apply: Apply
    check: Check = anything

    def refuses(self, arguments: Arguments) -> Reason | None:
        """Why it cannot be called with these arguments, if so."""
        if len(arguments) < self.least:
            return Reason.TOO_FEW
        if len(arguments) > self.most:
            return Reason.TOO_MANY
        return self.check(arguments)


def plain(function: Callable[..., Value], *kinds: Callable[[Value], Value]) -> Apply:
    """A function of Python values: each argument is turned into its kind; the last kind serves all that follow."""

    def apply(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
        kind = chain(kinds, repeat(kinds[-1])) if kinds else iter(())
        values = [turn(run.value(argument, focus)) for argument, turn in zip(arguments, kind, strict=False)]
        run.read(value for value in values if isinstance(value, str))
        return function(*values)

    return apply


def on_texts(function: Callable[..., Value]) -> Apply:
    """A function whose arguments are texts."""
    return plain(function, as_string)


def on_numbers(function: Callable[..., Value]) -> Apply:
    """A function whose arguments are numbers."""
    return plain(function, as_number)


def on_text_here(function: Callable[[str], Value]) -> Apply:
    """A function of one text, which is the answer of `.` where no argument is given."""

    def apply(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
        text = as_string(run.value(arguments[0], focus)) if arguments else focus.item.text
        run.read([text])
        return function(text)

    return apply


def on_nodes(function: Callable[[NodeSet], Value]) -> Apply:
    """A function of nodes; the check `answers` goes with it."""

    def apply(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
        return function(run.nodes(arguments[0], focus))

    return apply


def answers(arguments: Arguments) -> Reason | None:
    """The check of functions that look at answers themselves: a mere value will not do."""
    return None if all(isinstance(argument, NodeSyntax) for argument in arguments) else Reason.NEEDS_ANSWER


def members(run: Evaluation, arguments: Arguments, focus: Focus) -> list[Value]:
    """The arguments' values, nodes taken one by one."""
    found: list[Value] = []
    for argument in arguments:
        value = run.value(argument, focus)
        found.extend(value.texts if isinstance(value, NodeSet) else (value,))
    return found

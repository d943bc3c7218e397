"""Trees back into text, so that a test can read what it wrote."""

from __future__ import annotations

from portal.surveys.expressions import as_string
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


def printed(syntax: Syntax) -> str:
    """A text that says what the tree says, with brackets wherever they could matter."""
    match syntax:
        case Literal(str() as text):
            return f'"{text}"' if "'" in text else f"'{text}'"
        case Literal(number):
            return as_string(number)
        case Chain(first, rest):
            return _inside(first) + "".join(f" {operator} {_inside(right)}" for operator, right in rest)
        case Negative(operand):
            return f"-{_inside(operand)}"
        case Call(name, arguments):
            return f"{name}({', '.join(map(printed, arguments))})"
        case Answer(name):
            return f"${{{name}}}"
        case Item():
            return "."
        case Current():
            return "current()"
        case Root(name):
            return f"/{name}"
        case Choices(list_name):
            return f"instance('{list_name}')"
        case Filter(base, predicates):
            return _inside(base) + _bracketed(predicates)
        case Path(Item(), steps):
            return "/".join(map(_step, steps))
        case Path(start, steps):
            return "/".join([_inside(start), *map(_step, steps)])
        case Union(parts):
            return " | ".join(map(_inside, parts))
    raise AssertionError(f"a part that nobody prints: {syntax}")


def _inside(syntax: Syntax) -> str:
    text = printed(syntax)
    return f"({text})" if isinstance(syntax, Chain | Negative | Union | Filter | Path) else text


def _bracketed(predicates: tuple[Syntax, ...]) -> str:
    return "".join(f"[{printed(predicate)}]" for predicate in predicates)


def _step(step: Step) -> str:
    return step.name + _bracketed(step.predicates)

"""Limits that are made from fields, as an expression, and read back from one that has their shape."""

from __future__ import annotations

from dataclasses import dataclass

from portal.surveys.expressions import ExpressionError, compile_expression
from portal.surveys.expressions.syntax import Call, Chain, Item, Literal, Negative, Syntax


@dataclass(frozen=True)
class Limits:
    """The least and the greatest number, and the most characters of a text; "" where there is no limit."""

    least: str = ""
    most: str = ""
    longest: str = ""


def constraint(limits: Limits) -> str:
    """The limits as an expression; "" for none."""
    parts = [
        f". >= {limits.least}" if limits.least else "",
        f". <= {limits.most}" if limits.most else "",
        f"string-length(.) <= {limits.longest}" if limits.longest else "",
    ]
    return " and ".join(part for part in parts if part)


def read_limits(text: str) -> Limits | None:
    """The limits that an expression says, or None where fields cannot say it."""
    if not text:
        return Limits()
    try:
        syntax = compile_expression(text).syntax
    except ExpressionError:
        return None
    parts = [syntax]
    if isinstance(syntax, Chain) and {sign for sign, _right in syntax.rest} == {"and"}:
        parts = [syntax.first, *(right for _sign, right in syntax.rest)]
    found = [_limit(part) for part in parts]
    said = dict(one for one in found if one)
    return Limits(**said) if len(said) == len(parts) else None


def _limit(part: Syntax) -> tuple[str, str] | None:
    match part:
        case Chain(Item(), ((">=", right),)):
            return _number("least", right)
        case Chain(Item(), (("<=", right),)):
            return _number("most", right)
        case Chain(Call("string-length", (Item(),)), (("<=", right),)):
            return _number("longest", right)
    return None


def _number(name: str, part: Syntax) -> tuple[str, str] | None:
    match part:
        case Literal(float(number)):
            return name, f"{number:.12g}"
        case Negative(Literal(float(number))):
            return name, f"-{number:.12g}"
    return None

"""= != < <= > >= by XPath 1.0, section 3.4; two dates compare as days, however they are written.

Nodes compare by existence: `${age} > 17` is true when it is so for some row. So a blank number makes every comparison
false but `!=`, and where there is no row at all, `!=` is false, too.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt

from portal.surveys.expressions.dates import days_of
from portal.surveys.expressions.nodes import NodeSet
from portal.surveys.expressions.values import Value, as_boolean, as_number

Atom = str | float | bool
_ORDERS: dict[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def compares(left: Value, operator: str, right: Value) -> bool:
    """Whether a comparison holds."""
    if isinstance(left, bool) or isinstance(right, bool):
        left, right = as_boolean(left), as_boolean(right)
    rights = atoms(right)
    return any(_holds(one, operator, other) for one in atoms(left) for other in rights)


def atoms(value: Value) -> tuple[Atom, ...]:
    """What a comparison looks at: each node's text, or the one value."""
    return value.texts if isinstance(value, NodeSet) else (value,)


def _holds(left: Atom, operator: str, right: Atom) -> bool:
    if operator == "=":
        return _equal(left, right)
    if operator == "!=":
        return not _equal(left, right)
    return _ORDERS[operator](as_number(left), as_number(right))


def _equal(left: Atom, right: Atom) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right or _same_day(left, right)
    return as_number(left) == as_number(right)


def _same_day(left: str, right: str) -> bool:
    days = days_of(left) if left[:4].isdigit() and right[:4].isdigit() else None
    return days is not None and days == days_of(right)

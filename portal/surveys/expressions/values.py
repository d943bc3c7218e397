"""Values and how they turn into each other: XPath 1.0, section 4, and the date rule of ODK.

A value is a text, a number, a truth, or nodes. What is blank is the text "" and the number NaN. Where XPath takes any
node for true, ODK's own program takes one with an answer, and so do we: `${pets}` as a condition means "was answered".
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from portal.surveys.expressions.dates import days_of
from portal.surveys.expressions.nodes import NodeSet

Value = str | float | bool | NodeSet
_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")


def as_string(value: Value) -> str:
    """A value as a text. Of nodes the first one counts, as in XPath."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, NodeSet):
        return value[0].text if value else ""
    return number_text(value)


def as_number(value: Value) -> float:
    """A value as a number; what is none is NaN. A date is its days since 1970."""
    if isinstance(value, NodeSet):
        value = as_string(value)
    if isinstance(value, str):
        return _number_in(value)
    return float(value)


def as_boolean(value: Value) -> bool:
    """A value as a truth: a text that is not empty, a number that is neither 0 nor NaN, nodes with an answer."""
    if isinstance(value, NodeSet):
        return any(value.texts)
    if isinstance(value, float):
        return not (value == 0 or math.isnan(value))
    return bool(value)


def number_text(number: float) -> str:
    """A number in digits: whole ones without a point, none with an exponent."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    digits = format(Decimal(repr(number)), "f")
    return digits.removesuffix(".0")


def _number_in(text: str) -> float:
    if found := _NUMBER.fullmatch(text):
        return float(found[1])
    days = days_of(text.strip()) if text else None
    return math.nan if days is None else days

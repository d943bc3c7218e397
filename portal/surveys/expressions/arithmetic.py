"""Arithmetic that never fails: XPath's numbers are IEEE 754 doubles, with infinities and NaN."""

from __future__ import annotations

import math
from decimal import ROUND_FLOOR, Context, Decimal

_MOST_PLACES = 30
_EXACT = Context(prec=400)
_HALF = Decimal("0.5")


def calculated(left: float, operator: str, right: float) -> float:
    """`left operator right` for + - * div mod."""
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return divided(left, right) if operator == "div" else remainder(left, right)


def divided(left: float, right: float) -> float:
    """The quotient; by zero an infinity, and 0 by 0 NaN."""
    if right:
        return left / right
    if math.isnan(left) or left == 0:
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def remainder(left: float, right: float) -> float:
    """What is left of a division, with the sign of what was divided."""
    if math.isinf(left) or right == 0:
        return math.nan
    return math.fmod(left, right)


def power(base: float, exponent: float) -> float:
    """`base` to the `exponent`; what is too large is an infinity, what is no real number NaN."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 else math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


def rounded(number: float, places: float = 0) -> float:
    """A number to that many decimal places, a half going up (towards +∞), by its digits as they are written."""
    if not math.isfinite(number) or math.isnan(places) or places > _MOST_PLACES:
        return number
    shift = int(max(places, -400))
    scaled = _EXACT.scaleb(Decimal(repr(number)), shift)
    whole = _EXACT.add(scaled, _HALF).to_integral_value(ROUND_FLOOR)
    return float(_EXACT.scaleb(whole, -shift))


def truncated(number: float) -> float:
    """A number without its fraction."""
    return float(math.trunc(number)) if math.isfinite(number) else number


def floored(number: float) -> float:
    """The largest whole number that is not greater."""
    return float(math.floor(number)) if math.isfinite(number) else number


def ceiled(number: float) -> float:
    """The smallest whole number that is not less."""
    return float(math.ceil(number)) if math.isfinite(number) else number

"""Numbers as people type them: with a decimal comma, thousands apart, other digits; forgiven where unambiguous."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from flask_babel import LazyString

from portal.surveys.definition import Kind, Question
from portal.surveys.interview import words
from portal.surveys.interview.shapes import MOST_DIGITS

_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "٫": ".", "٬": ",", "'": " ", "\N{RIGHT SINGLE QUOTATION MARK}": " "})
_SPACED = re.compile(r"(?<=[0-9])\s+(?=[0-9]{3}(?![0-9]))")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([,.])[0-9]{3})(?:\1[0-9]{3})*")


class Unreadable(ValueError):
    """An input that is no answer, with what to say about it; `part` is the role of the input at fault."""

    def __init__(self, message: LazyString, part: str = "") -> None:
        super().__init__(part)
        self.message = message
        self.part = part


def whole(typed: str) -> str:
    """A whole number in canonical form, "" for nothing."""
    sign, digits = _digits(typed)
    if not digits:
        return ""
    grouped = _GROUPS.fullmatch(digits)
    if grouped and not (grouped[1] == "." and digits.count(".") == 1):
        digits = digits.replace(grouped[1], "")
    elif grouped:
        raise Unreadable(words.WHICH_NUMBER)
    digits = re.sub(r"[.,]0{1,2}$", "", digits)
    if not re.fullmatch("[0-9]+", digits):
        raise Unreadable(words.WHOLE_NUMBER)
    return _bounded(sign, digits, "")


def decimal(typed: str) -> str:
    """A decimal number in canonical form, "" for nothing."""
    sign, digits = _digits(typed)
    if not digits:
        return ""
    last = max(digits.rfind(","), digits.rfind("."))
    head, tail = (digits[:last], digits[last + 1 :]) if last >= 0 else (digits, "")
    mark = digits[last] if last >= 0 else ""
    grouped = _GROUPS.fullmatch(digits)
    if grouped and digits.count(mark) > 1:
        head, tail = digits.replace(mark, ""), ""
    elif grouped and mark == ",":
        raise Unreadable(words.WHICH_NUMBER)
    elif (inner := _GROUPS.fullmatch(head)) and inner[1] != mark:
        head = head.replace(inner[1], "")
    if not re.fullmatch("[0-9]*", head) or not re.fullmatch("[0-9]*", tail) or not head + tail:
        raise Unreadable(words.NUMBER)
    return _bounded(sign, head, tail)


def ranged(typed: str, question: Question) -> str:
    """A number between the bounds of a range and on one of its steps."""
    value = decimal(typed)
    bounds = bounds_of(question)
    if not value or not bounds:
        return value
    start, end, step = bounds
    number, lowest, highest = Decimal(value), min(start, end), max(start, end)
    if not lowest <= number <= highest:
        raise Unreadable(words.from_to(f"{lowest:f}", f"{highest:f}"))
    if step and (number - start) % step:
        raise Unreadable(words.in_steps(f"{abs(step):f}", f"{start:f}"))
    return value


def bounds_of(question: Question) -> tuple[Decimal, Decimal, Decimal] | None:
    """Start, end and step of a range; None where they are no numbers."""
    try:
        start, end, step = (
            Decimal(bound or default) for bound, default in zip(question.bounds or (), ("1", "10", "1"), strict=True)
        )
    except (InvalidOperation, ValueError):
        return None
    sane = all(one.is_finite() and abs(one.adjusted()) <= MOST_DIGITS for one in (start, end, step))
    return (start, end, step) if sane else None


def number_for(question: Question, typed: str) -> str:
    """The canonical number that a question takes from what was typed."""
    if question.kind is Kind.INTEGER:
        return whole(typed)
    return ranged(typed, question) if question.kind is Kind.RANGE else decimal(typed)


def _digits(typed: str) -> tuple[str, str]:
    plain = "".join(_plain(one) for one in typed.translate(_SIGNS)).strip()
    plain = _SPACED.sub("", plain)
    sign = "-" if plain.startswith("-") else ""
    return sign, plain[1:].strip() if plain[:1] in {"-", "+"} else plain


def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)


def _bounded(sign: str, head: str, tail: str) -> str:
    head, tail = head.lstrip("0") or "0", tail.rstrip("0")
    if len(head) > MOST_DIGITS or len(tail) > MOST_DIGITS:
        raise Unreadable(words.LONG_NUMBER)
    number = f"{head}.{tail}" if tail else head
    return number if number == "0" else sign + number

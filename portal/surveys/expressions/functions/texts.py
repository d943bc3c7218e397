"""Functions of texts. Places in substr() count from 0, in substring() from 1, as their specifications say."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import re2

from portal.surveys.expressions.arithmetic import rounded
from portal.surveys.expressions.errors import Reason
from portal.surveys.expressions.functions.calling import Arguments, members
from portal.surveys.expressions.syntax import Literal
from portal.surveys.expressions.values import Value, as_string

if TYPE_CHECKING:
    from portal.surveys.expressions.evaluating import Evaluation, Focus

_SPACES = " \t\r\n"


def concat(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """All arguments one after the other; of nodes each one's text."""
    return _joined(run, "", [as_string(value) for value in members(run, arguments, focus)])


def join(run: Evaluation, arguments: Arguments, focus: Focus) -> Value:
    """join(separator, nodes or texts…)."""
    separator = as_string(run.value(arguments[0], focus))
    return _joined(run, separator, [as_string(value) for value in members(run, arguments[1:], focus)])


def _joined(run: Evaluation, separator: str, texts: list[str]) -> str:
    run.writable(sum(map(len, texts)) + len(separator) * len(texts))
    run.read(texts)
    return separator.join(texts)


def substr(text: str, start: float, end: float = math.inf) -> str:
    """From one place up to another, both from 0; below zero they count from the end."""
    return text[_place(start, len(text)) : _place(end, len(text))]


def _place(place: float, length: int) -> int:
    if math.isnan(place):
        return 0
    bounded = max(-length, min(length, place))
    return math.trunc(bounded) if bounded >= 0 else length + math.trunc(bounded)


def substring(text: str, start: float, count: float = math.inf) -> str:
    """XPath's: `count` characters from the place `start`, which counts from 1."""
    first = rounded(start)
    past = first + rounded(count)
    if math.isnan(past):
        return ""
    return text[max(0, _bounded(first - 1, text)) : max(0, _bounded(past - 1, text))]


def _bounded(place: float, text: str) -> int:
    return int(max(-1, min(len(text), place)))


def before(text: str, mark: str) -> str:
    """What stands before the mark; nothing where there is none."""
    found = text.find(mark)
    return text[:found] if found > 0 else ""


def after(text: str, mark: str) -> str:
    """What stands behind the mark; nothing where there is none."""
    found = text.find(mark)
    return text[found + len(mark) :] if found >= 0 else ""


def contains(text: str, part: str) -> bool:
    """Whether a text holds another."""
    return part in text


def translate(text: str, old: str, new: str) -> str:
    """Each character of `old` becomes the one at its place in `new`, or goes."""
    table: dict[int, int | None] = {}
    for place, character in enumerate(old):
        table.setdefault(ord(character), ord(new[place]) if place < len(new) else None)
    return text.translate(table)


def normalized(text: str) -> str:
    """Without space at its ends, and with single ones inside."""
    for space in _SPACES[1:]:
        text = text.replace(space, " ")
    return " ".join(word for word in text.split(" ") if word)


def length(text: str) -> float:
    """How many characters a text has."""
    return float(len(text))


def regex(text: str, pattern: str) -> bool:
    """Whether the whole text matches, as ODK has it. In linear time; a pattern that is none matches nothing."""
    compiled = compiled_pattern(pattern)
    try:
        return compiled is not None and compiled.fullmatch(text) is not None
    except UnicodeEncodeError:  # half of a surrogate pair, which no browser sends
        return False


@lru_cache(maxsize=500)
def compiled_pattern(pattern: str) -> Any:
    """A pattern made ready, or None where it is no pattern."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 21
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError):
        return None


def readable_pattern(arguments: Arguments) -> Reason | None:
    """The check of regex(): a pattern that is written out must be one."""
    pattern = arguments[1]
    if isinstance(pattern, Literal) and compiled_pattern(as_string(pattern.value)) is None:
        return Reason.PATTERN
    return None

"""Text → tokens: numbers, quoted texts, ${answers}, names and signs, each with the place where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from portal.surveys.expressions.errors import ExpressionError, Reason

# Every alternative begins with another character, or is decided by the next one: the scan is linear.
_TOKEN = re.compile(
    r"""
    (?P<number> [0-9]+ (?: \.[0-9]* )? | \.[0-9]+ )
  | (?P<text>   '[^']*' | "[^"]*" )
  | \$\{ \s* (?P<answer> [^\W\d] [\w.\-]* ) \s* \}
  | (?P<name>   [^\W\d] [\w.\-]* (?: : [^\W\d] [\w.\-]* )? )
  | (?P<sign>   \.\. | != | <= | >= | [()\[\],./|=<>+*\-] )
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_SEEN = re.compile(r"\S{1,20}")
_CURLY = frozenset("‘’‚‛“”„‟`´")


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    ANSWER = "answer"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression; of a quoted text only what is inside, of ${name} only the name."""

    kind: Kind
    text: str
    at: int
    end: int


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text, and an END behind the last. Refuses what begins no token."""
    at = _past_space(text, 0)
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise _no_token(text, at)
        kind = Kind(found.lastgroup)
        word = found[found.lastgroup]
        yield Token(kind, word[1:-1] if kind is Kind.TEXT else word, at, found.end())
        at = _past_space(text, found.end())
    yield Token(Kind.END, "", len(text), len(text))


def _past_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _no_token(text: str, at: int) -> ExpressionError:
    seen = _SEEN.match(text, at)
    found = seen[0] if seen else text[at]
    if found.startswith("${last-saved#"):
        return ExpressionError(Reason.LAST_SAVED, at, found[: found.find("}") + 1] or found)
    if found.startswith("${"):
        return ExpressionError(Reason.OPEN_NAME, at, found)
    if text[at] in "'\"":
        return ExpressionError(Reason.OPEN_TEXT, at, found)
    if text[at] in _CURLY:
        return ExpressionError(Reason.CURLY_QUOTE, at, text[at])
    return ExpressionError(Reason.CHARACTER, at, text[at])

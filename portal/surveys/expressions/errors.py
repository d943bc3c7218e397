"""What can be wrong with an expression, as codes; `portal/surveys/expression_words.py` has the sentences for people."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """Why an expression is refused, or why one that was understood came to no value."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    TOO_DEEP = "too deep"
    CHARACTER = "character"
    CURLY_QUOTE = "curly quote"
    OPEN_TEXT = "open text"
    OPEN_NAME = "open name"
    LAST_SAVED = "last saved"
    UNEXPECTED = "unexpected"
    UNFINISHED = "unfinished"
    UNKNOWN_FUNCTION = "unknown function"
    TOO_FEW = "too few arguments"
    TOO_MANY = "too many arguments"
    NEEDS_ANSWER = "needs an answer"
    NEEDS_NAME = "needs a name"
    PATTERN = "pattern"
    TOO_MANY_STEPS = "too many steps"
    LONG_TEXT = "long text"
    UNKNOWN_NAME = "unknown name"


class ExpressionError(ValueError):
    """A text that is no expression: where (`position` counts characters from 0), why, and what stands there."""

    def __init__(self, reason: Reason, position: int, found: str = "") -> None:
        super().__init__(f"{reason.value} at {position}: {found[:40]!r}")
        self.reason = reason
        self.position = position
        self.found = found


class EvaluationError(ValueError):
    """An expression that was understood but costs too much, or names what the form does not have."""

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(f"{reason.value}: {found[:40]!r}")
        self.reason = reason
        self.found = found


class CycleError(ValueError):
    """Calculations that wait for each other. `names` walks the circle: the first name is the last one, too."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(" → ".join(names))
        self.names = names

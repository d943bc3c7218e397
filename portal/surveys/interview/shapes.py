"""What an interview shows and says: pages with fields, problems, and the parts of "check your answers"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from flask_babel.speaklater import LazyString

from portal.core.translated import Text
from portal.surveys.definition import Question

Words: TypeAlias = Text | LazyString  # the author's, or the site's
MOST_ROWS = 100  # of one repeat, over all rows that it lies in
MOST_BYTES = 500_000  # of all answers of one response
MOST_LETTERS = 10_000  # of one answer
MOST_DIGITS = 18
OTHER = "other"  # the choice behind which people write what no choice says


@dataclass(frozen=True)
class ShownChoice:
    """One choice as it stands on the page."""

    name: str
    label: Words
    chosen: bool


@dataclass(frozen=True)
class Part:
    """One of several inputs that make one answer: `role` is "day", "month", "year", "time", "lat", "lon" or a place.

    `name` is the name of the input, such as "born#day".
    """

    name: str
    role: str
    value: str


@dataclass(frozen=True)
class Field:
    """One question on a page; `value` is canonical, or as typed where it could not be read.

    `address` is the name of the input where `parts` is empty. `other_address` is the input for what no choice says
    ("" where there is none). `groups` are the labels of the groups within the page, outermost first. `table` is
    "head" or "row" where questions with the same choices stand in a grid.
    """

    address: str
    question: Question
    label: Text
    hint: Text
    guidance: Text
    required: bool
    read_only: bool
    value: str
    choices: tuple[ShownChoice, ...] = ()
    parts: tuple[Part, ...] = ()
    other_address: str = ""
    other_value: str = ""
    groups: tuple[Text, ...] = ()
    appearance: tuple[str, ...] = ()
    table: Literal["", "head", "row"] = ""


@dataclass(frozen=True)
class Row:
    """One row of a repeat on its "rows" page: its 1-based number, what tells it from others, and its first page."""

    number: int
    address: str
    label: Text
    page_key: str


@dataclass(frozen=True)
class Page:
    """One page: questions, or the rows of a repeat to add to and remove from. `title` is its section's, or empty."""

    key: str
    title: Text
    kind: Literal["questions", "rows"]
    fields: tuple[Field, ...]
    number: int
    about: int
    rows: tuple[Row, ...] = ()
    repeat_address: str = ""
    may_add: bool = False
    may_remove: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong with one answer, on which page, in words that say what to do.

    `field` is the name of the input to go to: the address, or one of the parts.
    """

    address: str
    page_key: str
    message: Words
    field: str = ""


@dataclass(frozen=True)
class SummaryLine:
    """One question with what was answered: nothing, one text, or one for each choice."""

    address: str
    question: Question
    label: Text
    shown: tuple[Words, ...]


@dataclass(frozen=True)
class SummaryPart:
    """What was answered on one page."""

    page_key: str
    title: Text
    lines: tuple[SummaryLine, ...] = field(default=())


@dataclass(frozen=True)
class Fault:
    """An expression that could not be worked out, for the log: the form is at fault, never the respondent."""

    address: str
    expression: str
    reason: str

"""A form as a tree of questions, groups and repeats; names and kinds follow XLSForm (https://xlsform.org).

Expressions stand as their author wrote them, with `${name}`; `expressions.compile_expression` reads them. "" means
that there is none. Texts are in the languages of the form, which may be other than the site's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.core.translated import Translated

Path = tuple[str, ...]  # the names from the top of the form to an element
NOTHING = Translated()


class Kind(StrEnum):
    """What a question takes as an answer."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    ACKNOWLEDGE = "acknowledge"
    GEOPOINT = "geopoint"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    START = "start"
    END = "end"
    TODAY = "today"


# What a person answers; all else is shown or filled in.
ASKED = frozenset(set(Kind) - {Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN, Kind.START, Kind.END, Kind.TODAY})


@dataclass(frozen=True)
class Language:
    """A language of a form: its tag ("ar"), and the name under which its workbook has it ("Arabic")."""

    tag: str
    name: str


@dataclass(frozen=True)
class Choice:
    """One choice of a list; `columns` are those that filters may read beside its name."""

    name: str
    label: Translated
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One row that is asked, shown or computed. `row` is its row in the sheet "survey", 0 where it was built here.

    `choices` names the list. `other` lets people write what no choice says; its text is the question `<name>_other`.
    `bounds` are start, end and step of a range. `aggregate_only` answers are public just in totals.
    """

    name: str
    kind: Kind
    label: Translated = NOTHING
    hint: Translated = NOTHING
    guidance: Translated = NOTHING
    required: str = ""
    required_message: Translated = NOTHING
    relevant: str = ""
    constraint: str = ""
    constraint_message: Translated = NOTHING
    default: str = ""
    calculation: str = ""
    read_only: str = ""
    appearance: tuple[str, ...] = ()
    choices: str = ""
    choice_filter: str = ""
    randomize: bool = False
    other: bool = False
    bounds: tuple[str, str, str] | None = None
    aggregate_only: bool = False
    row: int = 0


@dataclass(frozen=True)
class Group:
    """Elements that belong together; with the appearance "field-list" they stand on one page."""

    name: str
    children: tuple[Element, ...]
    label: Translated = NOTHING
    relevant: str = ""
    appearance: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Repeat:
    """Elements that are asked as often as the respondent adds one, or as often as `count` says."""

    name: str
    children: tuple[Element, ...]
    label: Translated = NOTHING
    relevant: str = ""
    appearance: tuple[str, ...] = ()
    count: str = ""
    row: int = 0


Element = Question | Group | Repeat


@dataclass(frozen=True)
class Placed:
    """An element with its path, and the paths of the repeats that it lies in, outermost first."""

    path: Path
    element: Element
    repeats: tuple[Path, ...]


@dataclass(frozen=True)
class Form:
    """A whole form. `default_language` is the tag whose texts stand where another language has none."""

    title: str
    name: str
    elements: tuple[Element, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    languages: tuple[Language, ...]
    default_language: str
    version: str = ""

    def placed(self) -> Iterator[Placed]:
        """All elements in the order of the form, those that hold others before what they hold."""
        yield from _placed(self.elements, (), ())

    def questions(self) -> Iterator[tuple[Path, Question]]:
        """All questions with their paths, in the order of the form."""
        for placed in self.placed():
            if isinstance(placed.element, Question):
                yield placed.path, placed.element


def is_empty(element: Element) -> bool:
    """Whether it is a section with nothing in it, or with nothing but such sections."""
    return not isinstance(element, Question) and all(map(is_empty, element.children))


def _placed(elements: tuple[Element, ...], above: Path, repeats: tuple[Path, ...]) -> Iterator[Placed]:
    for element in elements:
        path = (*above, element.name)
        yield Placed(path, element, repeats)
        if isinstance(element, Group):
            yield from _placed(element.children, path, repeats)
        elif isinstance(element, Repeat):
            yield from _placed(element.children, path, (*repeats, path))

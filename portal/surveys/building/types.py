"""What a clerk can add, and how each stands in a form."""

from __future__ import annotations

from enum import StrEnum

from portal.surveys.definition import Element, Group, Kind, Question, Repeat


class Type(StrEnum):
    """A type of the builder's list."""

    SHORT = "short_text"
    LONG = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    ONE = "choose_one"
    SEVERAL = "choose_several"
    RANK = "rank"
    SCALE = "scale"
    RANGE = "range"
    YES_NO = "yes_no"
    NOTE = "note"
    PAGE = "section_page"
    SECTION = "section"
    REPEAT = "repeat"


SHAPES: dict[Type, tuple[Kind, tuple[str, ...]]] = {
    Type.LONG: (Kind.TEXT, ("multiline",)),
    Type.SHORT: (Kind.TEXT, ()),
    Type.INTEGER: (Kind.INTEGER, ()),
    Type.DECIMAL: (Kind.DECIMAL, ()),
    Type.DATE: (Kind.DATE, ()),
    Type.TIME: (Kind.TIME, ()),
    Type.SCALE: (Kind.SELECT_ONE, ("likert",)),
    Type.ONE: (Kind.SELECT_ONE, ()),
    Type.YES_NO: (Kind.SELECT_ONE, ()),
    Type.SEVERAL: (Kind.SELECT_MULTIPLE, ()),
    Type.RANK: (Kind.RANK, ()),
    Type.RANGE: (Kind.RANGE, ()),
    Type.NOTE: (Kind.NOTE, ()),
}
WITH_CHOICES = {Type.ONE, Type.SEVERAL, Type.RANK, Type.SCALE, Type.YES_NO}
SECTIONS = {Type.PAGE, Type.SECTION, Type.REPEAT}
NUMBERS = {Type.INTEGER, Type.DECIMAL}
TEXTS = {Type.SHORT, Type.LONG}


def begun(kind: Type, name: str) -> Element:
    """An element of a type, with nothing written in it yet."""
    if kind is Type.REPEAT:
        return Repeat(name, ())
    if kind in SECTIONS:
        return Group(name, (), appearance=("field-list",) if kind is Type.PAGE else ())
    shape, appearance = SHAPES[kind]
    return Question(name, shape, appearance=appearance, bounds=("1", "5", "1") if kind is Type.RANGE else None)


def type_of(element: Element) -> Type | None:
    """The type of an element; None for one that came with an import and is not in the list."""
    if isinstance(element, Repeat):
        return Type.REPEAT
    if not isinstance(element, Question):
        return Type.PAGE if "field-list" in element.appearance else Type.SECTION
    for kind, (shape, appearance) in SHAPES.items():
        if element.kind is shape and set(appearance) <= set(element.appearance):
            return kind
    return None

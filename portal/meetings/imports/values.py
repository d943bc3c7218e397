"""The values of one record, found by what their names mean, whoever named them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.core.plain_texts import line
from portal.meetings.imports import names
from portal.meetings.imports.words import says_cancelled

_NO_TEXT = {"", "n/a", "null", "none", "nan", "-"}
_INSIDE = (
    "name", "title", "label", "text", "value", "displayname", "venue", "rendered", "entityname", "organizer", "plain",
)  # fmt: skip
_TRUE = {"true", "yes", "y", "1", "x", "t", "si", "sí"}


class Values:
    """The values of one record by their plain names; of two with one name the first counts."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.labels: dict[str, str] = {}
        self.values: dict[str, Any] = {}
        for name, value in values.items():
            plain = names.plain(name)
            self.labels.setdefault(plain, str(name))
            self.values.setdefault(plain, value)

    def named(self, wanted: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """Those of the wanted names that the record has, in the order wanted, with their values."""
        return ((name, self.values[name]) for name in wanted if name in self.values)

    def texts(self, wanted: Sequence[str]) -> Iterator[str]:
        """The texts under these names, in this order, empty ones left out."""
        return (text for _, value in self.named(wanted) if not says_nothing(text := text_of(value)))

    def first(self, wanted: Sequence[str]) -> str:
        """The first text under these names."""
        return next(self.texts(wanted), "")

    def is_true(self, wanted: Sequence[str]) -> bool:
        """Whether one of these says yes."""
        return any(_is_true(value) for _, value in self.named(wanted))


def says_nothing(value: object) -> bool:
    """Whether a cell is empty, or filled with a word for that."""
    return line(value).casefold() in _NO_TEXT


def text_of(value: Any) -> str:
    """The words of a value: itself, or what it calls itself."""
    if isinstance(value, Mapping):
        inside = {names.plain(name): each for name, each in value.items()}
        return next((text for name in _INSIDE if (text := scalar(inside.get(name)))), "")
    if isinstance(value, list):
        return ", ".join(filter(None, (text_of(each) for each in value[:5] if not isinstance(each, list))))
    return scalar(value)


def scalar(value: Any) -> str:
    """A text or a number as text; anything else is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _is_true(value: Any) -> bool:
    return value is True or (
        isinstance(value, str | int) and (str(value).strip().casefold() in _TRUE or says_cancelled(str(value)))
    )

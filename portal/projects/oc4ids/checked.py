"""Values of the extension, each checked before it is believed: the file may come from anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from portal.core.addresses import LONGEST_SLUG
from portal.core.forms import clean_line, clean_text
from portal.core.imports import BadRecord, quoted
from portal.core.translated import Translated
from portal.projects.imports import values as others
from portal.projects.oc4ids.parts import TAG
from portal.projects.sheets.shapes import Sheet

E = TypeVar("E", bound=StrEnum)
LONGEST_TEXT = 20_000
_MOST_LISTED = 500
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"[RMBC][1-9][0-9]{0,5}")
_LEVELS = range(1, 10)
_SCHEMES = ("https", "http")


class Checked:
    """One object of the extension. Every way to ask raises `BadRecord` with the field where the value is bad."""

    def __init__(self, values: Mapping[str, Any], path: str) -> None:
        self._values = values
        self._path = path

    def refuse(self, name: str, reason: str) -> NoReturn:
        """Raise with the field's path."""
        raise BadRecord(f"{self._path}.{name}: {reason}")

    def line(self, name: str, most: int) -> str:
        """A line of text."""
        return _line(self._values.get(name, ""), most, f"{self._path}.{name}")

    def lines(self, name: str, most: int) -> Iterator[str]:
        """A list of lines of text."""
        return (_line(each, most, f"{self._path}.{name}") for each in self._listed(name))

    def words(self, name: str, most: int = LONGEST_TEXT) -> Translated:
        """A text by language."""
        return _words(self._values.get(name, {}), f"{self._path}.{name}", most)

    def whole(self, name: str) -> int:
        """A whole number."""
        return _whole(self._values.get(name), f"{self._path}.{name}")

    def flag(self, name: str) -> bool:
        """Yes or no; missing is no."""
        found = self._values.get(name, False)
        return found if isinstance(found, bool) else self.refuse(name, "it is neither true nor false")

    def day(self, name: str) -> date | None:
        """A day."""
        return _day(self._values.get(name), f"{self._path}.{name}")

    def slug(self, name: str) -> str:
        """A part of an address; empty where it is missing."""
        found = self.line(name, LONGEST_SLUG)
        return found if not found or _SLUG.fullmatch(found) else self.refuse(name, f"{quoted(found)} is no slug")

    def key(self, name: str, known: set[str]) -> str:
        """The key of a row of the sheet."""
        found = self.line(name, 20)
        return found if found in known else self.refuse(name, f"the sheet has no {quoted(found)}")

    def one_of(self, name: str, kind: type[E]) -> E:
        """One word of a list."""
        return _one_of(self._values.get(name), kind, f"{self._path}.{name}")

    def address(self, name: str) -> str:
        """A web address; empty where it is missing or none that a page may link to."""
        return others.web_address(self._values.get(name), _SCHEMES)

    def geometry(self, name: str) -> dict[str, Any] | None:
        """A geometry."""
        try:
            return others.geometry(self._values.get(name))
        except ValueError as error:
            self.refuse(name, str(error))

    def inside(self, name: str) -> Checked | None:
        """An object inside this one; None where it is missing."""
        found = self._values.get(name)
        if found is None:
            return None
        return self._below(name, found)

    def each(self, name: str) -> Iterator[Checked]:
        """A list of objects inside this one."""
        return (self._below(name, found) for found in self._listed(name))

    def sheet(self, name: str, partners: Mapping[str, str]) -> Sheet:
        """The sheet; its partners by their identity."""
        path = f"{self._path}.{name}"
        sheet: Sheet = _read(Sheet, self._values.get(name, {}), path)
        for part, letter in (("requirements", "R"), ("milestones", "M"), ("budget", "B"), ("criteria", "C")):
            _insist_on_keys([row.key for row in getattr(sheet, part)], letter, f"{path}.{part}")
        for level in (sheet.maturity.level, sheet.maturity.target):
            if level is not None and level not in _LEVELS:
                raise BadRecord(f"{path}.maturity: a level is a number from 1 to 9")
        for each in sheet.partners:
            if each.partner not in partners:
                raise BadRecord(f"{path}.partners: there is no partner {quoted(each.partner)} in the list")
        if len({row.partner for row in sheet.partners}) < len(sheet.partners):
            raise BadRecord(f"{path}.partners: a partner stands in it twice")
        if any(not others.web_address(link.url, _SCHEMES) for link in sheet.links):
            raise BadRecord(f"{path}.links: a link is no web address")
        return replace(sheet, partners=tuple(replace(row, partner=partners[row.partner]) for row in sheet.partners))

    def _below(self, name: str, found: Any) -> Checked:
        if not isinstance(found, Mapping):
            self.refuse(name, "it is no object")
        return Checked(found, f"{self._path}.{name}")

    def _listed(self, name: str) -> list[Any]:
        found = self._values.get(name, [])
        if not isinstance(found, list) or len(found) > _MOST_LISTED:
            self.refuse(name, f"it is no list of at most {_MOST_LISTED} entries")
        return found


def _insist_on_keys(keys: list[str], letter: str, path: str) -> None:
    twice = [key for key, count in Counter(keys).items() if count > 1]
    wrong = [key for key in keys if not _KEY.fullmatch(key) or key[0] != letter]
    if twice or wrong:
        raise BadRecord(
            f"{path}: {quoted((twice + wrong)[0])} is no key, or stands twice; keys are {letter}1, {letter}2 …"
        )


def _read(shape: Any, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise BadRecord(f"{path}: it is no object")
    hints = get_type_hints(shape)
    needed = {each.name for each in fields(shape)} & {"key", "partner", "url", "label", "name"}
    for name in needed - value.keys():
        raise BadRecord(f"{path}.{name}: it is missing")
    found = {name: _value(hint, value[name], f"{path}.{name}") for name, hint in hints.items() if name in value}
    for name in hints.keys() - found.keys() & {"text", "title", "measure"}:
        found[name] = Translated()
    return shape(**found)


def _value(hint: Any, value: Any, path: str) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or len(value) > _MOST_LISTED:
            raise BadRecord(f"{path}: it is no list of at most {_MOST_LISTED} entries")
        return tuple(_value(get_args(hint)[0], each, path) for each in value)
    kinds = get_args(hint) or (hint,)
    if value is None and type(None) in kinds:
        return None
    [kind] = [each for each in kinds if each is not type(None)]
    if is_dataclass(kind):
        return _read(kind, value, path)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of(value, kind, path)
    return _READERS[kind](value, path)


def _line(value: Any, most: int, path: str) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise BadRecord(f"{path}: it is no text of at most {most} characters")
    return clean_line(value) or ""


def _words(value: Any, path: str, most: int = LONGEST_TEXT) -> Translated:
    if not isinstance(value, Mapping) or len(value) > 20:
        raise BadRecord(f"{path}: it is no text by language")
    for tag, text in value.items():
        if not TAG.fullmatch(tag) or not isinstance(text, str) or len(text) > most:
            raise BadRecord(f"{path}: it is no text by language of at most {most} characters")
    return Translated({tag: clean_text(text) for tag, text in value.items()})


def _day(value: Any, path: str) -> date | None:
    try:
        return others.day(value)
    except ValueError as error:
        raise BadRecord(f"{path}: {error}") from None


def _whole(value: Any, path: str) -> int:
    if not isinstance(value, Decimal) or not value.is_finite() or value.adjusted() > 9 or value != int(value):
        raise BadRecord(f"{path}: it is no whole number")
    return int(value)


def _amount(value: Any, path: str) -> Decimal | None:
    try:
        return others.amount(value)
    except ValueError as error:
        raise BadRecord(f"{path}: {error}") from None


def _one_of(value: Any, kind: type[E], path: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise BadRecord(f"{path}: {quoted(value)} is none of {', '.join(kind)}") from None


_READERS: dict[Any, Any] = {
    str: lambda value, path: _line(value, 500, path),
    int: _whole,
    date: _day,
    Decimal: _amount,
    Translated: _words,
}

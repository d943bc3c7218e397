"""One object of the standard, asked for its values by name. What nobody asked for is counted, what is bad is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from portal.core.imports import quoted
from portal.core.translated import Translated
from portal.projects.imports.records import Remarks
from portal.projects.imports.values import LONGEST_LINE, amount, day, one_line, whole

T = TypeVar("T")
TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_TRANSLATION = re.compile(r"(.+)_([a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2})", re.S)
_MOST_LISTED = 500


@dataclass(frozen=True)
class Around:
    """The record in which an object stands: its number, the language of its plain texts, where remarks go."""

    number: int
    lang: str
    remarks: Remarks


class Part:
    """One object. `path` is where it stands, for messages."""

    def __init__(self, values: Mapping[str, Any], around: Around, path: str = "") -> None:
        self.values = values
        self.around = around
        self.path = path
        self._asked: set[str] = set()

    def text(self, name: str, most: int = LONGEST_LINE) -> str:
        """A line of text."""
        return self._read(name, lambda value: _strictly_text(value, lambda text: one_line(text, most))) or ""

    def words(self, name: str, read: Callable[[Any], str] = one_line) -> Translated:
        """A text with its translations: `title`, `title_es` …"""
        texts = {self.around.lang: self._read(name, lambda value: _strictly_text(value, read)) or ""}
        for other in list(self.values):
            if other.startswith(f"{name}_") and (found := _TRANSLATION.fullmatch(other)) and found[1] == name:
                text = self._read(other, lambda value: _strictly_text(value, read)) or ""
                texts.setdefault(found[2].replace("_", "-"), text)
        return Translated(texts)

    def lines(self, name: str) -> Translated:
        """A text of several lines, with its translations."""
        return self.words(name, whole)

    def day(self, name: str) -> date | None:
        """A day."""
        return self._read(name, day)

    def value(self, name: str) -> tuple[Decimal | None, str]:
        """An amount with its currency."""
        inside = self.part(name)
        if inside is None:
            return None, ""
        found, currency = inside.read("amount", amount), inside.text("currency", 40)
        inside.done()
        if currency and not re.fullmatch(r"[A-Z]{3}", currency):
            self._bad(f"{name}.currency", currency, "it is no code such as USD")
            currency = ""
        return found, currency

    def read(self, name: str, reader: Callable[[Any], T]) -> T | None:
        """A value as `reader` takes it; None where it is missing or bad."""
        return self._read(name, reader)

    def part(self, name: str) -> Part | None:
        """An object inside this one."""
        return self._read(name, lambda value: self._below(name, value))

    def parts(self, name: str) -> list[Part]:
        """A list of objects inside this one."""
        found = self._read(name, _listed) or []
        below = []
        for each in found[:_MOST_LISTED]:
            if isinstance(each, Mapping):
                below.append(self._below(name, each))
            else:
                self._bad(name, each, "it is no object")
        if len(found) > _MOST_LISTED:
            self._bad(name, "", f"it has more than {_MOST_LISTED} entries; the first {_MOST_LISTED} count")
        return below

    def texts(self, name: str) -> list[str]:
        """A list of lines of text."""
        found = [one_line(each) for each in (self._read(name, _listed) or [])[:_MOST_LISTED]]
        return [each for each in found if each]

    def done(self) -> None:
        """Count what was not asked for."""
        for name in self.values:
            translation = _TRANSLATION.fullmatch(name)
            if name not in self._asked and not (translation and translation[1] in self._asked):
                self.around.remarks.left_out[self._path(one_line(name, 60) or "?")] += 1

    def left_out(self, what: str) -> None:
        """Count something that was asked for and has no place here."""
        self.around.remarks.left_out[self._path(what)] += 1

    def _below(self, name: str, value: Any) -> Part:
        if not isinstance(value, Mapping):
            raise ValueError("it is no object")
        return Part(value, self.around, self._path(name))

    def _read(self, name: str, reader: Callable[[Any], T]) -> T | None:
        self._asked.add(name)
        value = self.values.get(name)
        if value is None:
            return None
        try:
            return reader(value)
        except (ValueError, OverflowError) as error:
            self._bad(name, value, str(error))
            return None

    def _bad(self, name: str, value: Any, reason: str) -> None:
        shown = f" ({quoted(value)})" if isinstance(value, str | Decimal | bool) and value != "" else ""
        self.around.remarks.unusable.append(f"record {self.around.number}: {self._path(name)}{shown}: {reason}")

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("it is no list")
    return value


def _strictly_text(value: Any, read: Callable[[Any], str]) -> str:
    if not isinstance(value, str | Decimal):
        raise ValueError("it is no text")
    return read(str(value))

"""Taking a table of comments apart: columns by name, one comment a record. Strict: what is unknown is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _

from portal.comments.models import LONGEST_BODY, LONGEST_NAME, LONGEST_OCCASION, Audience, Stance
from portal.comments.names import balanced, looks_like_staff, plain_name
from portal.comments.taken_down.entries import TAKEN_DOWN, Entry
from portal.core import tables
from portal.core.forms import clean_line, clean_text
from portal.core.imports import UnreadableFile
from portal.receipts import queries as receipts

COLUMNS = (
    *("text", "id", "slip", "name", "audience", "area", "language"),
    *("stance", "channel", "occasion", "day"),
)
LONGEST_ID = 60
LONGEST_AREA = 80
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
W = TypeVar("W", bound=StrEnum)


@dataclass(frozen=True)
class Row:
    """A record that can be read. `id` is the table's own, or ""."""

    number: int
    entry: Entry
    id: str = ""


@dataclass(frozen=True)
class RowRefusal:
    """A record that is not entered: which, what of it, and why."""

    number: int
    column: str
    reason: str


@dataclass(frozen=True)
class Table:
    """What a table holds: the records that can be used and those that cannot."""

    rows: tuple[Row, ...]
    refusals: tuple[RowRefusal, ...]

    @property
    def count(self) -> int:
        """How many records it has."""
        return len(self.rows) + len(self.refusals)


class BadCell(ValueError):
    """A cell cannot be used."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


def read_table(text: str, usual: Entry) -> Table:
    """Read a whole table; raises `UnreadableFile`. What a record leaves empty is as in `usual`."""
    delimiter, names = _layout(text)
    rows: list[Row] = []
    refusals: list[RowRefusal] = []
    for number, cells in tables.numbered(text, delimiter):
        try:
            rows.append(_row(number, _named(names, cells), usual))
        except BadCell as bad:
            refusals.append(RowRefusal(number, bad.column, bad.reason))
    return Table(tuple(rows), tuple(refusals))


def _layout(text: str) -> tuple[str, list[str]]:
    headers = [(delimiter, _names(text, delimiter)) for delimiter in tables.DELIMITERS]
    delimiter, names = max(headers, key=lambda found: len(set(COLUMNS) & set(found[1])))
    known, shown = ", ".join(COLUMNS), ", ".join(name for name in names if name.isprintable())[:200]
    if "text" not in names:
        raise UnreadableFile(_("No column is named text. The first line has: %(names)s.", names=shown))
    odd = [name for name in names if name not in COLUMNS]
    if odd:
        raise UnreadableFile(
            _("No column may be named “%(name)s”. Known are: %(known)s.", name=odd[0][:60], known=known)
        )
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise UnreadableFile(_("More than one column is named %(name)s.", name=twice[0]))
    return delimiter, names


def _names(text: str, delimiter: str) -> list[str]:
    return [name.strip().lower() for name in tables.header(text, delimiter)]


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(names):
        reason = _("It has %(has)s columns where the first line has %(names)s.", has=len(cells), names=len(names))
        raise BadCell("", reason)
    return dict(zip(names, cells, strict=True))


def _row(number: int, cells: Mapping[str, str], usual: Entry) -> Row:
    def line(column: str, most: int) -> str:
        return _short(column, clean_line(cells.get(column)) or "", most)

    body = _short("text", balanced(clean_text(cells["text"]) or ""), LONGEST_BODY)
    if not body:
        raise BadCell("text", _("It is empty."))
    entry = replace(
        usual,
        body=body,
        display_name=_name(line("name", LONGEST_NAME)),
        area=plain_name(line("area", LONGEST_AREA)),
        occasion=line("occasion", LONGEST_OCCASION) or usual.occasion,
        lang=_lang(line("language", 20)) or usual.lang,
        audience=_word(cells, "audience", tuple(Audience)),
        stance=_word(cells, "stance", tuple(Stance)),
        channel=_word(cells, "channel", TAKEN_DOWN) or usual.channel,
        said_on=_day(line("day", 20)) or usual.said_on,
        slip=_slip(line("slip", 60)),
    )
    return Row(number, entry, line("id", LONGEST_ID))


def _name(said: str) -> str:
    if looks_like_staff(said):
        raise BadCell("name", _("It looks like a name of the staff. Leave it out, or write another one."))
    return plain_name(said)


def _short(column: str, value: str, most: int) -> str:
    if len(value) > most:
        raise BadCell(column, _("It has %(has)s characters. The most is %(most)s.", has=len(value), most=most))
    return value


def _word(cells: Mapping[str, str], column: str, words: tuple[W, ...]) -> W | None:
    said = cells.get(column, "").strip().lower()
    found = next((word for word in words if word.value == said), None)
    if said and found is None:
        raise BadCell(column, _("It is none of these words: %(words)s.", words=", ".join(words)))
    return found


def _lang(said: str) -> str:
    if said and not _LANG.fullmatch(said):
        raise BadCell("language", _("It is not a language tag such as en or es."))
    return said


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise BadCell("day", _("It is not a day like 2026-04-15.")) from None


def _slip(said: str) -> str:
    symbols = receipts.symbols_of(said) if said else ""
    if symbols is None:
        raise BadCell("slip", _("It is not a receipt code. Compare it with the paper, group by group."))
    return symbols

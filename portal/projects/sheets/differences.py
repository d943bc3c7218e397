"""What differs between two versions of a sheet, section by section, key by key, word by word. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from portal.core.differences import FieldChange, replaced, text_changes
from portal.core.translated import Translated
from portal.projects.sheets.shapes import Sheet

Say = Callable[[str, Any], str]
# which field tells one entry of a section from another, for the whole life of the sheet
KEYS = {
    "champions": "name",
    "requirements": "key",
    "milestones": "key",
    "budget": "key",
    "criteria": "key",
    "partners": "partner",
    "links": "url",
}
# and which one is its title, where the key alone says nothing
TITLES = {"requirements": "text", "milestones": "title", "budget": "title", "criteria": "measure"}


class Fate(StrEnum):
    """What became of an entry between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class EntryChange:
    """One entry of a section that differs, by its key. All of one that was added is in `fields`."""

    key: str
    title: Translated
    fate: Fate
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class SectionChange:
    """One section that differs: its own fields, then its entries in the order of the newer version."""

    name: str
    fields: tuple[FieldChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()


@dataclass(frozen=True)
class SheetDifferences:
    """All that differs. `only_order`: the same entries stand in another order, and nothing else does."""

    sections: tuple[SectionChange, ...]
    only_order: bool = False

    def __bool__(self) -> bool:
        return bool(self.sections) or self.only_order


def differences(old: Sheet, new: Sheet, say: Say = lambda _name, value: str(value)) -> SheetDifferences:
    """What one has to read to know what `new` changed in `old`.

    `say` puts the value of a field that is no text (a day, an amount, a state, the slug of a goal) into words.
    """
    sections = tuple(section for section in _sections(old, new, say) if section.fields or section.entries)
    return SheetDifferences(sections, only_order=not sections and old != new)


def _sections(old: Sheet, new: Sheet, say: Say) -> Iterator[SectionChange]:
    yield SectionChange("sheet", tuple(_fields(old, new, ("vision", "goal"), say)))
    for each in fields(Sheet):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if is_dataclass(after):
            names = tuple(inner.name for inner in fields(after))
            yield SectionChange(each.name, tuple(_fields(before, after, names, say)))
        elif each.name in KEYS:
            yield SectionChange(each.name, entries=tuple(_entries(each.name, before, after, say)))


def _entries(section: str, old: tuple[Any, ...], new: tuple[Any, ...], say: Say) -> Iterator[EntryChange]:
    before, after = _by_key(old, KEYS[section]), _by_key(new, KEYS[section])
    for place in (*after, *(place for place in before if place not in after)):
        was, now = before.get(place), after.get(place)
        entry: Any = was if now is None else now
        names = tuple(each.name for each in fields(entry) if each.name != KEYS[section])
        changed = tuple(_fields(was, now, names, say))
        fate = Fate.ADDED if was is None else Fate.REMOVED if now is None else Fate.CHANGED
        if changed or fate is not Fate.CHANGED:
            yield EntryChange(place[0], getattr(entry, TITLES.get(section, ""), Translated()), fate, changed)


def _by_key(entries: tuple[Any, ...], key: str) -> dict[tuple[str, int], Any]:
    """The entries by key; of those that share one (two links to one place) each has its number beside it."""
    found: dict[tuple[str, int], Any] = {}
    for entry in entries:
        value = getattr(entry, key)
        found[value, sum(1 for seen, _number in found if seen == value)] = entry
    return found


def _fields(old: Any, new: Any, names: tuple[str, ...], say: Say) -> Iterator[FieldChange]:
    """The fields that differ; None stands for an entry that is not there."""
    for name in names:
        before, after = getattr(old, name, None), getattr(new, name, None)
        if isinstance(before if after is None else after, Translated):
            yield from text_changes(name, before or {}, after or {})
        elif (was := _said(say, name, before)) != (now := _said(say, name, after)):
            yield FieldChange(name, replaced(was, now))


def _said(say: Say, name: str, value: Any) -> str:
    return "" if value is None or value == "" else say(name, value)

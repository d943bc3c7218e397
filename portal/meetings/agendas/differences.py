"""What differs between two versions of an agenda, word by word. Pure: two contents in, frozen values out.

The contents are those that `views/wording.py` has put into the reader's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from portal.core.differences import FieldChange, replaced, text_changes
from portal.core.translated import Translated

TEXTS = ("title", "summary", "place", "step_free", "note")


class Fate(StrEnum):
    """What became of an item between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class ItemChange:
    """One item that differs, by its number for life; `moved` tells that its place in the order of the day changed."""

    number: int
    title: Translated
    fate: Fate
    moved: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Differences:
    """All that differs: fields of the meeting, then items in the order of the newer version."""

    fields: tuple[FieldChange, ...]
    items: tuple[ItemChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.items)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Differences:
    """What one has to read to know what `new` changed in `old`."""
    return Differences(tuple(_fields(old, new, _MEETING)), tuple(_items(old["items"], new["items"])))


_MEETING = (
    "title",
    "kind",
    "starts_at",
    "ends_at",
    "place",
    "step_free",
    "remote_link",
    "note",
    "links",
    "comments_close_at",
    "takes_speakers",
    "speakers_close_at",
)
_ITEM = (
    "title",
    "kind",
    "summary",
    "minutes",
    "presenter",
    "consent",
    "citation",
    "projects",
    "papers",
    "approves",
    "continues",
)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[FieldChange]:
    for name in names:
        before, after = old.get(name), new.get(name)
        if name in TEXTS:
            yield from text_changes(name, before or {}, after or {})
        elif (was := _plain(before)) != (now := _plain(after)):
            yield FieldChange(name, replaced(was, now))


def _plain(value: Any) -> str:
    """A value that is the same in every language, as words that can be compared."""
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    return "" if value is None else str(value)


def _items(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[ItemChange]:
    before = {item["number"]: item for item in old}
    after = {item["number"]: item for item in new}
    moved = _moved([number for number in before if number in after], [number for number in after if number in before])
    for number, item in after.items():
        was = before.get(number)
        fields = tuple(_fields(was or {}, item, _ITEM))
        fate = Fate.ADDED if was is None else Fate.CHANGED
        if fields or number in moved:
            yield ItemChange(number, Translated(item["title"]), fate, number in moved, fields)
    for number, item in before.items():
        if number not in after:
            yield ItemChange(number, Translated(item["title"]), Fate.REMOVED, False, ())


def _moved(before: list[int], after: list[int]) -> set[int]:
    """The items that changed places: those outside the longest run that kept its order."""
    kept: set[int] = set()
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept.update(after[block.b : block.b + block.size])
    return set(after) - kept

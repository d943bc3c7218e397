"""The project sheets of the illustrative town, made of their words: each later version says only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.shapes import Sheet

IN_DAYS = "_in_days"


def dated(words: Any, today: date) -> Any:
    """`words` with every `<name>_in_days` turned into the day `<name>_on` that it means."""
    if isinstance(words, list):
        return [dated(each, today) for each in words]
    if not isinstance(words, dict):
        return words
    return dict(_dated_entry(name, value, today) for name, value in words.items())


def _dated_entry(name: str, value: Any, today: date) -> tuple[str, Any]:
    if name.endswith(IN_DAYS):
        return name.removesuffix(IN_DAYS) + "_on", (today + timedelta(days=value)).isoformat()
    return name, dated(value, today)


def sheets_of(
    project: str, versions: Iterable[Mapping[str, Any]], today: date
) -> Iterator[tuple[Mapping[str, Any], Sheet]]:
    """The versions of a project's sheet in their order, each with its own words."""
    content: dict[str, Any] = {}
    for words in versions:
        if words["project"] == project:
            content = _merged(content, dated(dict(words), today))
            yield words, sheet_from(content)


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of `new` in place of those of `old`; rows with a key take the place of their own kind alone."""
    return dict(old) | {name: _rows(old.get(name, []), section) for name, section in new.items()}


def _rows(old: Any, new: Any) -> Any:
    if not (isinstance(new, list) and new and "key" in new[0]):
        return new
    return list(({row["key"]: row for row in old} | {row["key"]: row for row in new}).values())

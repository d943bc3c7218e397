"""Keys for life: R1, M1, B1, C1 are given when a row is first saved, and never twice within a project.

How far a project has counted is kept beside its sheet (`Project.sheet_keys`), so that a row that was removed, or
discarded before anybody else saw it, takes its key with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portal.projects.sheets.shapes import Sheet

LETTERS = {"requirements": "R", "milestones": "M", "budget": "B", "criteria": "C"}
_KEY = re.compile(r"([RMBC])([1-9][0-9]{0,5})")


def highest(sheet: Sheet) -> dict[str, int]:
    """How far the keys of `sheet` count, by letter."""
    return {
        letter: max((_number(row.key, letter) for row in getattr(sheet, part)), default=0)
        for part, letter in LETTERS.items()
    }


def farthest(*counts: Mapping[str, int]) -> dict[str, int]:
    """How far any of `counts` has come, by letter."""
    return {letter: max((count.get(letter, 0) for count in counts), default=0) for letter in LETTERS.values()}


def with_keys(sheet: Sheet, given: Mapping[str, int]) -> Sheet:
    """`sheet` with the next key for every row that has none of its own.

    `given` says how far the project has counted: a key beyond it, or one that stands twice, was made up.
    """
    parts: dict[str, Any] = {
        part: _keyed(getattr(sheet, part), letter, given.get(letter, 0)) for part, letter in LETTERS.items()
    }
    return replace(sheet, **parts)


def _keyed(rows: tuple[Any, ...], letter: str, last: int) -> tuple[Any, ...]:
    seen: set[str] = set()
    keyed = []
    upcoming = last
    for row in rows:
        key = row.key
        if key in seen or not 0 < _number(key, letter) <= last:
            upcoming += 1
            key = f"{letter}{upcoming}"
        seen.add(key)
        keyed.append(replace(row, key=key))
    return tuple(keyed)


def _number(key: str, letter: str) -> int:
    match = _KEY.fullmatch(key)
    return int(match[2]) if match and match[1] == letter else 0

"""Where an answer is: a place in the tree of answers, and its address such as "household/member[2]/age"."""

from __future__ import annotations

import re
from typing import Any

from portal.surveys.definition import Path

Place = tuple[tuple[str, int | None], ...]  # names with 0-based rows; None outside repeats
Tree = dict[str, Any]
_STEP = re.compile(r"([^/\[\]]{1,200})(?:\[([1-9][0-9]{0,3})\])?", re.ASCII)


def address_of(place: Place) -> str:
    """The address of `place`; rows count from 1."""
    return "/".join(name if row is None else f"{name}[{row + 1}]" for name, row in place)


def place_of(address: str) -> Place | None:
    """The place that `address` names; None where it is no address."""
    steps = [_STEP.fullmatch(step) for step in address.split("/")]
    if not all(steps):
        return None
    return tuple((step[1], int(step[2]) - 1 if step[2] else None) for step in steps if step)


def path_of(place: Place) -> Path:
    """The names alone: where the question stands in the form."""
    return tuple(name for name, _ in place)


def found(tree: Tree, place: Place) -> Any:
    """What stands at `place`; None where there is nothing."""
    at: Any = tree
    for name, row in place:
        at = at.get(name) if isinstance(at, dict) else None
        if row is not None:
            at = at[row] if isinstance(at, list) and row < len(at) else None
    return at

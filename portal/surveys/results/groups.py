"""By which groups the answers are broken down. One choice for the whole survey, since its tables share their rows.

Groups of fewer than ten are not told apart, nor those that the table of their own question hides: they are one row
together with all who did not say. That row has ten at least, or the smallest other group joins it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LEAST_BASE = 10


@dataclass(frozen=True)
class Groups:
    """The groups of one dimension that are shown, and how many belong to each; `rest` are all others."""

    sizes: Mapping[str, int]
    rest: int


def groups_of(sizes: Mapping[str, int], responses: int, hidden: Collection[str]) -> Groups | None:
    """What can be told apart; None where that is nothing. `hidden` are groups whose number is hidden elsewhere."""
    shown = {name: size for name, size in sizes.items() if size >= LEAST_BASE and name not in hidden}
    while shown and 0 < responses - sum(shown.values()) < LEAST_BASE:
        del shown[min(shown, key=lambda name: shown[name])]
    rest = responses - sum(shown.values())
    if rest < 0 or len(shown) + bool(rest) < 2:
        return None
    return Groups(shown, rest)

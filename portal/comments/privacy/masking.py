"""Masking: blocks in the place of what is hidden, always as many, so that their length tells nothing.

Positions are [first, last) of characters.
"""

from __future__ import annotations

from collections.abc import Iterable

MASK = "█████"
Span = tuple[int, int]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that touch or overlap become one."""
    whole: list[Span] = []
    for first, last in sorted(spans):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return whole


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with a mask in the place of each span."""
    kept, at = [], 0
    for first, last in joined(spans):
        kept += [text[at:first], MASK]
        at = last
    return "".join((*kept, text[at:]))

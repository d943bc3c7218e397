"""Masking: blocks in place of a detail, always as many, so that its length tells nothing."""

from __future__ import annotations

from collections.abc import Iterable

from portal.comments.privacy.kinds import Detail

MASK = "█████"


def masked(text: str, details: Iterable[Detail]) -> str:
    """`text` with blocks in place of these details."""
    made, rest = "", 0
    for detail in sorted(details, key=lambda one: one.start):
        if detail.start >= rest:
            made += text[rest : detail.start] + MASK
            rest = detail.end
    return made + text[rest:]

"""Looks for private details in a text. Precise rather than greedy: what cannot be told from a price is no phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.comments.privacy import numbers, places
from portal.comments.privacy.kinds import Detail, Kind

Spans = Iterator[tuple[int, int]]
LOOKERS: dict[Kind, Callable[[str], Spans]] = {
    Kind.ACCOUNT: numbers.accounts,
    Kind.CARD: numbers.cards,
    Kind.IDENTITY: numbers.identities,
    Kind.EMAIL: places.emails,
    Kind.PHONE: numbers.phones,
    Kind.ADDRESS: places.addresses,
    Kind.PLATE: places.plates,
}


def noticed(text: str) -> tuple[Detail, ...]:
    """The private details in `text` in their order; no two of them overlap."""
    found: list[Detail] = []
    for kind in Kind:
        for start, end in LOOKERS[kind](text):
            if not any(start < other.end and other.start < end for other in found):
                found.append(Detail(kind, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda detail: detail.start))

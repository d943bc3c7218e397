"""Letters of a made-up campaign."""

from __future__ import annotations

SENTENCES = (
    "The bus line along River Street must keep its evening runs after the summer.",
    "Many of us work late shifts at the hospital and at the bakery near the market hall.",
    "Without the last bus we would walk for an hour along a road that has no sidewalk.",
    "Our children come home from the swimming club at nine and wait in the dark.",
    "We ask the committee to find the money before the new timetable is printed.",
)
LETTER = " ".join(SENTENCES)


def letter(*added: str, without: int | None = None) -> str:
    """The letter, with sentences added at its end, and without one of its own."""
    kept = [sentence for number, sentence in enumerate(SENTENCES) if number != without]
    return " ".join((*kept, *added))

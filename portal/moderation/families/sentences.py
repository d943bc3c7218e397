"""Texts as sentences: where each begins and ends, and what makes two of them the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# A sentence ends at its sign with a blank after it (none is needed where none is written), or with its line.
_END = re.compile(r"(?<=[.!?…؟।])\s+|(?<=[。！？])\s*|[^\S\n]*\n\s*")
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "..."}
)
_OUTER = " .,;:!?'\"()-"
LONG_WORD = 15  # letters a word on average: beyond it, blanks do not part words (Chinese, Japanese, Thai)
LETTERS_A_WORD = 3  # what such a text is measured by


@dataclass(frozen=True)
class Sentence:
    """One sentence as it was typed. `key` is equal for two that say the same to the letter."""

    text: str
    key: str


def sentences(body: str) -> list[Sentence]:
    """The sentences of a text in their order; together they hold everything in it but blanks."""
    pieces = (piece.strip() for piece in _END.split(body))
    return [Sentence(piece, key_of(piece)) for piece in pieces if piece]


def key_of(sentence: str) -> str:
    """What a sentence says, whatever its capitals, blanks, outer signs, kinds of quotes and dashes.

    Everything else counts, be it an emoji or a sign without width: what somebody added must never seem to be shared.
    """
    folded = unicodedata.normalize("NFKC", sentence).casefold().translate(_ALIKE)
    folded = " ".join(folded.split())
    return folded.strip(_OUTER) or folded


def size(words: str) -> int:
    """How many words a text (of `plain_words`) has, about that many where blanks do not part words."""
    count, letters = len(words.split()), len(words)
    return letters // LETTERS_A_WORD if count and letters > count * LONG_WORD else count

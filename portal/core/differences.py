"""What differs between two texts, word by word. Pure: two texts in, frozen values out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 4000  # words; beyond that a text is shown as replaced whole, which costs no more than its length


@dataclass(frozen=True)
class Piece:
    """Some words: in both versions, or `added`, or `removed`."""

    text: str
    added: bool = False
    removed: bool = False


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; `lang` is set where only the text in that language does."""

    name: str
    pieces: tuple[Piece, ...]
    lang: str | None = None


def text_changes(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldChange]:
    """Where the texts of a field differ, language by language."""
    for tag in dict.fromkeys((*after, *before)):
        was, now = before.get(tag, ""), after.get(tag, "")
        if was != now:
            yield FieldChange(name, word_pieces(was, now), tag)


def replaced(was: str, now: str) -> tuple[Piece, ...]:
    """The old text as removed, then the new one as added; an empty one is left out."""
    pieces = (Piece(was, removed=True), Piece(now, added=True))
    return tuple(piece for piece in pieces if piece.text)


def word_pieces(was: str, now: str) -> tuple[Piece, ...]:
    """The two texts as one row of pieces; blanks belong to the word before them, a new line stands alone."""
    before, after = _words(was), _words(now)
    if max(len(before), len(after)) > LONGEST:
        return replaced(was, now)
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(after[k:m])))
            continue
        pieces.extend(replaced("".join(before[i:j]), "".join(after[k:m])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+[^\S\n]*|\n\s*|^\s+", text)

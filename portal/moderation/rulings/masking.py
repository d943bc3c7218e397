"""Taking passages out of a text. Pure: texts in, texts and positions out.

Masks and positions are those of `comments.privacy.masking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.comments.queries import MASK, Span, joined_spans
from portal.core.differences import Piece

MOST_SENTENCES = 120
# between two sentences: after a full stop (and what closes a quotation) before a blank, and at the end of a line
_BETWEEN = re.compile(r"(?<=[.!?…])(?=\s)|(?<=[.!?…][\"'”’»)\]])(?=\s)|\n")


def occurrences(text: str, passage: str) -> list[Span]:
    """Where `passage` stands in `text`, word for word."""
    if not passage:
        return []
    return [(match.start(), match.end()) for match in re.finditer(re.escape(passage), text)]


def spans_of(text: str, passages: Iterable[str]) -> list[Span]:
    """Where any of the passages stands."""
    return joined_spans(span for passage in passages for span in occurrences(text, passage))


@dataclass(frozen=True)
class _Part:
    """A stretch of a masked text and where it comes from in the original."""

    first: int
    last: int
    origin: Span
    is_mask: bool


def _parts(original: str, spans: Sequence[Span]) -> Iterator[_Part]:
    at = written = 0
    for first, last in [*joined_spans(spans), (len(original), len(original))]:
        yield _Part(written, written + first - at, (at, first), False)
        written += first - at
        if first < last:
            yield _Part(written, written + len(MASK), (first, last), True)
            written += len(MASK)
        at = last


def in_original(original: str, spans: Sequence[Span], found: Iterable[Span]) -> list[Span]:
    """Where `found`, positions in the text that `spans` masked, lies in the original; a cut mask counts whole."""
    parts = [part for part in _parts(original, spans) if part.first < part.last]
    return [(_start(parts, first), _end(parts, last)) for first, last in found]


def _start(parts: Sequence[_Part], position: int) -> int:
    part = next(part for part in parts if part.first <= position < part.last)
    return part.origin[0] if part.is_mask else part.origin[0] + position - part.first


def _end(parts: Sequence[_Part], position: int) -> int:
    part = next(part for part in parts if part.first < position <= part.last)
    return part.origin[1] if part.is_mask else part.origin[0] + position - part.first


def sentences(text: str) -> list[str]:
    """The sentences of a text as they stand in it, at most `MOST_SENTENCES`: very short ones of many stay together."""
    found = [sentence.strip() for sentence in _BETWEEN.split(text)]
    found = [sentence for sentence in found if sentence]
    if len(found) <= MOST_SENTENCES:
        return found
    return [line.strip() for line in _slices(text, -(-len(text) // MOST_SENTENCES)) if line.strip()]


def _slices(text: str, length: int) -> Iterator[str]:
    at = 0
    while at < len(text):
        blank = re.compile(r"\s").search(text, at + length)
        end = blank.start() if blank else len(text)
        yield text[at:end]
        at = end


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text with what `spans` take out as removed pieces."""
    made, at = [], 0
    for first, last in joined_spans(spans):
        made += [Piece(text[at:first]), Piece(text[first:last], removed=True)]
        at = last
    return [piece for piece in (*made, Piece(text[at:])) if piece.text]

"""The part of a text that answers a question, with the words that were found marked.

Words are matched as the index matches them (same tokens, same terms), so the marks show why a text was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portal.search.analysis import Token, prefix_of, tokens
from portal.search.language import Clause, Kind, Query

BEFORE = "… "
AFTER = " …"


@dataclass(frozen=True)
class Segment:
    """A piece of an excerpt; `marked` when it is what the question asked for. Plain text, to be escaped."""

    text: str
    marked: bool


@dataclass(frozen=True)
class _Span:
    """A place in the text that satisfies a clause."""

    start: int
    end: int
    clause: int


def excerpt(text: str, lang: str | None, query: Query, length: int = 240) -> list[Segment]:
    """At most `length` characters of `text` around what was found; its beginning when nothing was.

    Texts longer than that have an ellipsis, as a segment of its own, where something was cut.
    """
    words = list(tokens(text, lang))
    spans = sorted(
        (span for number, clause in enumerate(query.required) for span in _places(words, number, clause, lang)),
        key=lambda span: (span.start, span.end),
    )
    start, end = _window(text, spans, length)
    segments = list(_segments(text, spans, start, end))
    if start > 0:
        segments.insert(0, Segment(BEFORE, False))
    if end < len(text):
        segments.append(Segment(AFTER, False))
    return segments


def _places(words: Sequence[Token], number: int, clause: Clause, lang: str | None) -> Iterator[_Span]:
    tests = _tests(clause, lang)
    for first in range(len(words) - len(tests) + 1):
        if all(test(words[first + offset]) for offset, test in enumerate(tests)):
            yield _Span(words[first].start, words[first + len(tests) - 1].end, number)


def _tests(clause: Clause, lang: str | None) -> list[Callable[[Token], bool]]:
    """What each word of a clause asks of a word of the text."""
    if clause.kind is Kind.PREFIX:
        prefix = prefix_of(clause.text)
        return [lambda word: any(form.startswith(prefix) for form in (word.spelling, *word.terms))]
    return [_same_as(token.terms) for token in tokens(clause.text, lang)]


def _same_as(terms: tuple[str, ...]) -> Callable[[Token], bool]:
    wanted = frozenset(terms)
    return lambda word: not wanted.isdisjoint(word.terms)


def _window(text: str, spans: Sequence[_Span], length: int) -> tuple[int, int]:
    """Where the excerpt begins and ends: around the group of places that answers most of the question."""
    if len(text) <= length:
        return 0, len(text)
    first, last = _best_group(spans, length)
    spare = max(0, length - (last - first))
    start = max(0, min(first - spare // 2, len(text) - length))
    end = start + length
    return _at_word(text, start, first), _before_word(text, end, last)


def _best_group(spans: Sequence[_Span], length: int) -> tuple[int, int]:
    """The part of `length` characters that holds most clauses, then most places; the earliest of equals."""
    best, most = (0, 0), (0, 0)
    held: Counter[int] = Counter()
    following = 0
    for number, span in enumerate(spans):
        while following < len(spans) and (following <= number or spans[following].end <= span.start + length):
            held[spans[following].clause] += 1
            following += 1
        score = (len(held), following - number)
        if score > most:
            best, most = (span.start, max(span.end, spans[following - 1].end)), score
        held[span.clause] -= 1
        if not held[span.clause]:
            del held[span.clause]
    return best


def _at_word(text: str, start: int, latest: int) -> int:
    """`start`, moved on to the next beginning of a word unless that is after `latest`."""
    if start == 0 or text[start - 1].isspace():
        return start
    for position in range(start, latest):
        if text[position].isspace():
            return position + 1
    return start


def _before_word(text: str, end: int, earliest: int) -> int:
    """`end`, moved back to the end of a word unless that is before `earliest`."""
    if end == len(text) or text[end].isspace():
        return end
    for position in range(end - 1, earliest - 1, -1):
        if text[position].isspace():
            return position
    return end


def _segments(text: str, spans: Sequence[_Span], start: int, end: int) -> Iterator[Segment]:
    written = start
    for left, right in _merged(spans):
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        if written < left:
            yield Segment(text[written:left], False)
        yield Segment(text[left:right], True)
        written = right
    if written < end:
        yield Segment(text[written:end], False)


def _merged(spans: Sequence[_Span]) -> Iterator[tuple[int, int]]:
    """The places as stretches that do not overlap."""
    left = right = -1
    for span in spans:
        if span.start < right:
            right = max(right, span.end)
            continue
        if left >= 0:
            yield left, right
        left, right = span.start, span.end
    if left >= 0:
        yield left, right

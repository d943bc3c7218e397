"""From a question to the ids of the documents that satisfy it, with their scores.

Each text lies in the field of its language only, so the languages are asked one after the other. Within one,
the rarest clause goes first, and every next one is looked for only where the earlier ones hold; where words
stand, which is dear to read, is asked last.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from math import log

from whoosh.reading import IndexReader

from portal.search.analysis import prefix_of, tokens
from portal.search.engine.answers import Hits, Partial
from portal.search.engine.schema import SPELLING, language_of_field, text_field
from portal.search.engine.segment import Columns, Segment, Term
from portal.search.language import Clause, Kind, Query

EXPANSIONS = 64  # words of the index that one prefix may stand for
_CANDIDATES = 1024  # words looked at to find the most frequent of them

# BM25. Lengths are measured against a fixed one, not the field's average: else a language in which little
# was written would rank behind the others.
_SATURATION = 1.2
_LENGTH_MATTERS = 0.75
_USUAL_LENGTH = 40


@dataclass(frozen=True)
class _Needle:
    """What one clause looks for in one language: any of some terms, or any of some phrases."""

    terms: tuple[Term, ...]
    phrases: tuple[tuple[Term, ...], ...]
    frequency: int  # documents of the whole index that may hold it

    def candidates(self, segment: Segment, among: Sequence[int] | None) -> list[int]:
        """The documents of a segment that hold its words, in order; a phrase's places are not looked at yet."""
        found = set(segment.any_of(self.terms, among))
        for phrase in self.phrases:
            found.update(segment.all_of(phrase, among))
        return sorted(found)

    def find(self, segment: Segment, among: Sequence[int]) -> dict[int, float]:
        """How often each of some documents holds it; those that do not are left out."""
        found = segment.any_of(self.terms, among)
        for phrase in self.phrases:
            for number, times in segment.side_by_side(phrase, segment.all_of(phrase, among)).items():
                found[number] = max(times, found.get(number, 0.0))
        return found


class _Late(Exception):
    """The deadline has passed."""


@dataclass
class Asking:
    """One question being put to one reader until `deadline` (time.monotonic)."""

    reader: IndexReader
    columns: Columns
    query: Query
    deadline: float
    ranked: bool
    partial: set[Partial] = field(default_factory=set)

    def hits(self) -> Hits:
        """Every match in every language; those of the segments that were done when time is over."""
        found: list[tuple[int, float]] = []
        try:
            for name in sorted(self.reader.indexed_field_names()):
                language = language_of_field(name)
                if language is not None:
                    self._ask(language, found)
        except _Late:
            self.partial.add(Partial.OUT_OF_TIME)
        if self.ranked:
            found.sort(key=lambda item: (-item[1], item[0]))
        return Hits(tuple(found), frozenset(self.partial))

    def _ask(self, language: str, found: list[tuple[int, float]]) -> None:
        wanted = [self._needle(clause, language) for clause in self.query.required]
        if not wanted or not all(needle.frequency for needle in wanted):
            return
        wanted.sort(key=lambda needle: needle.frequency)
        unwanted = [self._needle(clause, language) for clause in self.query.excluded]
        for reader, _offset in self.reader.leaf_readers():
            segment = Segment(reader, self.columns, text_field(language), self._look)
            found += self._in_segment(segment, wanted, unwanted)

    def _in_segment(self, segment: Segment, wanted: list[_Needle], unwanted: list[_Needle]) -> list[tuple[int, float]]:
        numbers: list[int] | None = None
        for needle in wanted:
            numbers = needle.candidates(segment, numbers)
        weights = []
        for needle in wanted:
            weights.append(needle.find(segment, numbers or ()))
            numbers = sorted(weights[-1])
        for needle in unwanted:
            gone = needle.find(segment, numbers or ())
            numbers = [number for number in numbers or () if number not in gone]
        if not numbers:
            return []
        self._look()
        ids = segment.ids(numbers)
        if not self.ranked:
            return [(id_, 0.0) for id_ in ids]
        parts = [(self._rarity(needle), held) for needle, held in zip(wanted, weights, strict=True)]
        return list(zip(ids, _scores(segment, numbers, parts), strict=True))

    def _needle(self, clause: Clause, language: str) -> _Needle:
        self._look()
        name = text_field(language)
        if clause.kind is Kind.PREFIX:
            return self._any_of(name, self._expanded(name, prefix_of(clause.text)))
        words = [token.terms for token in tokens(clause.text, language)]
        if len(words) == 1:
            return self._any_of(name, words[0])
        readings = dict.fromkeys((tuple(terms[0] for terms in words), tuple(terms[-1] for terms in words)))
        rarest = [min(self._frequency(name, term) for term in phrase) for phrase in readings]
        known = tuple(phrase for phrase, frequency in zip(readings, rarest, strict=True) if frequency)
        return _Needle((), known, sum(rarest))

    def _any_of(self, name: str, terms: tuple[Term, ...]) -> _Needle:
        frequencies = {term: self._frequency(name, term) for term in terms}
        known = tuple(term for term, frequency in frequencies.items() if frequency)
        return _Needle(known, (), sum(frequencies.values()))

    def _expanded(self, name: str, prefix: str) -> tuple[Term, ...]:
        """The words of the index that begin with `prefix`: the most frequent, where there are too many."""
        candidates = [
            (info.doc_frequency(), term)
            for start in (prefix, SPELLING + prefix)
            for term, info in islice(self.reader.iter_prefix(name, start), _CANDIDATES)
        ]
        if len(candidates) > EXPANSIONS:
            self.partial.add(Partial.WIDE_PREFIX)
        return tuple(term for _, term in nlargest(EXPANSIONS, candidates))

    def _frequency(self, name: str, term: Term) -> int:
        return int(self.reader.doc_frequency(name, term))

    def _rarity(self, needle: _Needle) -> float:
        total = self.reader.doc_count_all()
        held = min(needle.frequency, total)
        return log(1 + (total - held + 0.5) / (held + 0.5))

    def _look(self) -> None:
        if time.monotonic() > self.deadline:
            raise _Late


def _scores(segment: Segment, numbers: Sequence[int], parts: Sequence[tuple[float, dict[int, float]]]) -> list[float]:
    scores = []
    for number, length in zip(numbers, segment.lengths(numbers), strict=True):
        norm = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / _USUAL_LENGTH)
        score = 0.0
        for rarity, weights in parts:
            weight = weights[number]
            score += rarity * weight * (_SATURATION + 1) / (weight + norm)
        scores.append(score)
    return scores

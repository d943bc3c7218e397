"""One segment of the index, read by one thread: which of its documents hold a word or a phrase.

Documents are numbered from 0 within the segment. Postings are read in one pass, or, where few documents are
still wanted, by skipping from one to the next; Whoosh's own trees of matchers take several times as long.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from whoosh.matching import Matcher
from whoosh.reading import IndexReader

from portal.search.engine.schema import ID

Term = str | bytes

_SKIP_BELOW = 8  # skip when a posting list is this many times longer than what is still wanted
_BETWEEN_LOOKS = 512  # documents of a phrase between two looks at the clock
_WHOLE_COLUMN = 16  # read all ids of a segment at once when more than one in so many is asked for
_MOST_COLUMNS = 64


class Columns:
    """The ids of whole segments, kept for all threads: a segment never changes its ids."""

    def __init__(self) -> None:
        self._kept: dict[str, array[int]] = {}

    def of(self, reader: IndexReader) -> array[int]:
        """Every id of a segment by document number."""
        name = reader.segment().segment_id()
        column = self._kept.get(name)
        if column is None:
            column = array("q", reader.column_reader(ID))
            if len(self._kept) >= _MOST_COLUMNS:
                self._kept = {}
            self._kept[name] = column
        return column


class Segment:
    """One segment, asked within one text field. `look` is called now and then; it may raise to stop."""

    def __init__(self, reader: IndexReader, columns: Columns, field: str, look: Callable[[], None]) -> None:
        self._reader = reader
        self._columns = columns
        self._field = field
        self._look = look
        self._read: dict[Term, dict[int, float]] = {}

    def any_of(self, terms: Iterable[Term], among: Sequence[int] | None) -> dict[int, float]:
        """How often the documents hold the most frequent of `terms`; only `among`, in order, when given."""
        found: dict[int, float] = {}
        for term in terms:
            for number, weight in self._weights(term, among):
                if weight > found.get(number, 0.0):
                    found[number] = weight
        return found

    def all_of(self, terms: Iterable[Term], among: Sequence[int] | None) -> list[int]:
        """The documents that hold every one of `terms`, in order; only `among`, in order, when given."""
        for term in sorted(set(terms), key=self._frequency):
            among = sorted(number for number, _ in self._weights(term, among))
        return list(among or ())

    def side_by_side(self, words: Sequence[Term], among: Sequence[int]) -> dict[int, float]:
        """How often `words` stand side by side in the documents `among`, each of which holds them all."""
        matchers = {term: self._reader.postings(self._field, term) for term in words} if among else {}
        found: dict[int, float] = {}
        for count, number in enumerate(among):
            if count % _BETWEEN_LOOKS == 0:
                self._look()
            times = _runs(words, {term: _positions(m, number) for term, m in matchers.items()})
            if times:
                found[number] = times
        return found

    def lengths(self, numbers: Iterable[int]) -> Iterable[int]:
        """How many terms each document has."""
        return (self._reader.doc_field_length(number, self._field) for number in numbers)

    def ids(self, numbers: Sequence[int]) -> Iterable[int]:
        """The ids of documents."""
        if len(numbers) * _WHOLE_COLUMN > self._reader.doc_count_all():
            column = self._columns.of(self._reader)
        else:
            column = self._reader.column_reader(ID)
        return (column[number] for number in numbers)

    def _frequency(self, term: Term) -> int:
        return int(self._reader.doc_frequency(self._field, term))

    def _weights(self, term: Term, among: Sequence[int] | None) -> Iterable[tuple[int, float]]:
        self._look()
        if (self._field, term) not in self._reader:
            return ()
        if among is not None and len(among) * _SKIP_BELOW < self._frequency(term):
            return _skipping(self._reader.postings(self._field, term), among)
        if term not in self._read:
            self._read[term] = dict(_every(self._reader.postings(self._field, term)))
        read = self._read[term]
        if among is None:
            return read.items()
        return ((number, read[number]) for number in among if number in read)


def _every(matcher: Matcher) -> Iterable[tuple[int, float]]:
    is_active, number, weight, step = matcher.is_active, matcher.id, matcher.weight, matcher.next
    while is_active():
        yield number(), weight()
        step()


def _skipping(matcher: Matcher, among: Sequence[int]) -> Iterable[tuple[int, float]]:
    for number in among:
        if not matcher.is_active():
            return
        matcher.skip_to(number)
        if matcher.is_active() and matcher.id() == number:
            yield number, matcher.weight()


def _positions(matcher: Matcher, number: int) -> set[int]:
    matcher.skip_to(number)
    return set(matcher.value_as("positions"))


def _runs(words: Sequence[Term], positions: dict[Term, set[int]]) -> int:
    starts = positions[words[0]]
    for distance, word in enumerate(words[1:], 1):
        following = positions[word]
        starts = {start for start in starts if start + distance in following}
        if not starts:
            return 0
    return len(starts)

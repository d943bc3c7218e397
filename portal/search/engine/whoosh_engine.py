"""The embedded engine: an index of ids and words in a directory, read by any thread, written by one worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from whoosh.reading import IndexReader

from portal.search.engine.answers import Document, Hits, IndexState, IndexUnavailable
from portal.search.engine.asking import Asking
from portal.search.engine.generations import Generations, read_watermark
from portal.search.engine.reading import Readers
from portal.search.engine.segment import Columns
from portal.search.engine.writing import Writing
from portal.search.language import Query


def _silent(_count: int) -> None:
    """For who wants no progress."""


class WhooshEngine:
    """Finds ids by the words of their texts. One object serves all threads of a process.

    Every method raises IndexUnavailable when the index is missing or broken (`state` tells which and raises
    nothing), and those that write raise IndexBusy when another writer holds it for `patience` seconds.
    Neither texts nor permissions are here: load the ids again from SQL, for the person who asks.
    """

    def __init__(self, directory: Path, *, patience: float = 30.0) -> None:
        self._generations = Generations(directory)
        self._readers = Readers(self._generations)
        self._columns = Columns()
        self._writing = Writing(self._generations, patience)

    def search(self, query: Query, *, ranked: bool = True, seconds: float = 2.0) -> Hits:
        """All matches of a question. After `seconds` those found so far, with Partial.OUT_OF_TIME."""
        deadline = time.monotonic() + seconds
        return self._readers.use(lambda reader: Asking(reader, self._columns, query, deadline, ranked).hits())

    def count(self) -> int:
        """How many documents the index holds."""
        return self._readers.use(lambda reader: int(reader.doc_count()))

    def state(self) -> IndexState:
        """Whether the index can be opened. Damage deep inside shows only when a search meets it."""
        try:
            self.count()
            self.watermark()
        except IndexUnavailable as unavailable:
            return unavailable.state
        return IndexState.READY

    def index(self, documents: Iterable[Document]) -> None:
        """Add documents, replacing those with the same ids, in one commit. Of two with one id the last counts."""
        latest = {document.id: document for document in documents}
        if latest:
            self._writing.change(latest.keys(), latest.values())

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out, in one commit. Unknown ids are no error."""
        gone = set(ids)
        if gone:
            self._writing.change(gone, ())

    def purge(self) -> None:
        """Write the files anew that hold words of removed documents: deleting alone leaves them there."""
        self._writing.purge()

    def rebuild(
        self,
        documents: Iterable[Document],
        progress: Callable[[int], None] = _silent,
        *,
        watermark: int | None = None,
    ) -> int:
        """Build the index anew and swap it in; returns the number of documents. Readers go on meanwhile.

        Pass a generator that reads SQL: it starts only when no other writer can change the index.
        """
        return self._writing.rebuild(documents, progress, watermark)

    def watermark(self) -> int | None:
        """How far the texts in the index reach, as the worker noted last; None when it never did."""

        def read(_reader: IndexReader) -> int | None:
            return read_watermark(self._generations.current())

        return self._readers.use(read)

    def note_watermark(self, value: int) -> None:
        """Note how far the texts reach, after the commit that holds them."""
        self._writing.note(value)

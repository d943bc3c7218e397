"""The one writer: adding, deleting, and building anew."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Term
from whoosh.reading import SegmentReader
from whoosh.writing import IndexWriter, SegmentWriter

from portal.search.engine.answers import Document, IndexBusy, IndexState, IndexUnavailable
from portal.search.engine.generations import Generations, write_watermark
from portal.search.engine.schema import ID, new_schema, text_field
from portal.search.engine.storage import WatchedStorage, closing_left_open
from portal.search.stems import language_of

_MEMORY = 128  # megabytes of postings before they go to a temporary file
_BETWEEN_REPORTS = 500  # documents


class Writing:
    """Changes to one index. A second writer, in any process, waits up to `patience` seconds: then IndexBusy."""

    def __init__(self, generations: Generations, patience: float) -> None:
        self._generations = generations
        self._patience = patience

    def change(self, ids: Collection[int], documents: Iterable[Document]) -> None:
        """Take out `ids` and put in `documents`, in one commit: readers see both or neither."""
        with self._alone():
            storage = WatchedStorage(self._generations.current())
            with _guarded(), closing_left_open(storage):
                index = storage.open_index()
                with _writer(index) as writer:
                    _delete(index, writer, ids)
                    for document in documents:
                        _add(writer, document)

    def purge(self) -> None:
        """Write every segment anew that holds a document which was taken out."""
        with self._alone():
            storage = WatchedStorage(self._generations.current())
            with _guarded(), closing_left_open(storage):
                index = storage.open_index()
                with _writer(index) as writer:
                    writer.mergetype = _without_deleted

    def note(self, watermark: int) -> None:
        """Write the watermark of the generation in use."""
        with self._alone(), _guarded():
            write_watermark(self._generations.current(), watermark)

    def rebuild(self, documents: Iterable[Document], progress: Callable[[int], None], watermark: int | None) -> int:
        """Fill a new generation, then publish it; returns how many documents it holds.

        `documents` is read only once the lock is held: what is committed to SQL later is told to the next
        `change`. Its own exceptions come out as they are, and the old generation stays in use.
        """
        with self._alone():
            with _guarded():
                folder = self._generations.begin()
            try:
                storage = WatchedStorage(folder)
                with closing_left_open(storage):
                    count = self._fill(storage, documents, progress)
                with _guarded():
                    if watermark is not None:
                        write_watermark(folder, watermark)
                    self._generations.publish(folder)
            except BaseException:
                self._generations.discard(folder)
                raise
        return count

    def _fill(self, storage: WatchedStorage, documents: Iterable[Document], progress: Callable[[int], None]) -> int:
        with _guarded():
            writer = _writer(storage.create_index(new_schema()))
        seen: set[int] = set()
        for document in documents:
            if document.id in seen:
                continue
            seen.add(document.id)
            with _guarded():
                _add(writer, document)
            if len(seen) % _BETWEEN_REPORTS == 0:
                progress(len(seen))
        with _guarded():
            writer.commit()
        progress(len(seen))
        return len(seen)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with _guarded():
            self._generations.prepare()
            lock = FileStorage(str(self._generations.directory)).lock("WRITER")
            until = time.monotonic() + self._patience
            while not lock.acquire():
                if time.monotonic() > until:
                    raise IndexBusy
                time.sleep(0.05)
        try:
            yield
        finally:
            lock.release()


def _without_deleted(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    """Which segments stay as they are; the others are written anew without what was deleted."""
    clean = [segment for segment in segments if not segment.has_deletions()]
    for segment in segments:
        if segment.has_deletions():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return clean


def _writer(index: FileIndex) -> IndexWriter:
    # Whoosh names a segment by throwing the global dice. Were they seeded (a test, a script), the next segment would
    # get the name of an earlier one and be written over it.
    state = random.getstate()
    random.seed()
    try:
        return index.writer(limitmb=_MEMORY)
    finally:
        random.setstate(state)


def _delete(index: FileIndex, writer: IndexWriter, ids: Collection[int]) -> None:
    # A searcher of our own, for all ids: left to itself, the writer opens one for each.
    with index.searcher() as searcher:
        for id_ in ids:
            writer.delete_by_query(Term(ID, searcher.schema[ID].to_bytes(id_)), searcher=searcher)


def _add(writer: IndexWriter, document: Document) -> None:
    writer.add_document(**{ID: document.id, text_field(language_of(document.lang)): document.text})


@contextmanager
def _guarded() -> Iterator[None]:
    """Whatever goes wrong with the files is one exception."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(IndexState.BROKEN, f"{type(error).__name__}: {error}") from error

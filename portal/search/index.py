"""Where the index is, what goes into it and how it heals. The worker alone writes; web threads only read.

The index is a disposable copy: the database is the truth, and nothing here decides who may see what.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from flask import current_app

from portal.core.db import db
from portal.feedback import queries as feedback
from portal.search.engine import Document, Hits, IndexBusy, IndexState, IndexUnavailable, WhooshEngine
from portal.search.language import Query

log = logging.getLogger(__name__)
CHUNK = 500


def _engine() -> WhooshEngine:
    """This process's engine on the site's index folder."""
    kept: dict[str, WhooshEngine] = current_app.extensions.setdefault("portal.search", {})
    folder = Path(current_app.instance_path) / "search"
    if str(folder) not in kept:
        kept[str(folder)] = WhooshEngine(folder)
    return kept[str(folder)]


def _wanted() -> Path:
    """A file whose presence asks the worker for a rebuild: only a reader meets damage deep inside the index."""
    return Path(current_app.instance_path) / "search-rebuild-wanted"


def find(query: Query, ranked: bool) -> Hits:
    """All items that match, with scores where `ranked`; raises `IndexUnavailable` while there is no index."""
    try:
        return _engine().search(query, ranked=ranked)
    except IndexUnavailable as unavailable:
        if unavailable.state is IndexState.BROKEN:
            _wanted().touch()
        raise


def state() -> IndexState:
    """Ready, missing or broken."""
    return _engine().state()


def count() -> int:
    """How many items the index holds; 0 when there is none."""
    try:
        return _engine().count()
    except IndexUnavailable:
        return 0


def put(ids: Sequence[int]) -> None:
    """Put these items into the index as the database has them; where there is no index, build all of it."""
    try:
        _engine().index(_documents(ids))
    except IndexBusy:
        raise
    except IndexUnavailable:
        rebuild()


def _purge_wanted() -> Path:
    """A file whose presence asks the worker to rewrite what still holds words of items that were taken out."""
    return Path(current_app.instance_path) / "search-purge-wanted"


def remove(ids: Sequence[int]) -> None:
    """Take these items out of the index; where there is no index, build it. Their words follow with `purge`."""
    _purge_wanted().touch()
    try:
        _engine().delete(ids)
    except IndexBusy:
        raise
    except IndexUnavailable:
        rebuild()


def purge() -> None:
    """Take the words of removed items out of the files, where some were removed: once for many erasures."""
    if not _purge_wanted().exists():
        return
    try:
        _engine().purge()
    except IndexBusy:
        raise
    except IndexUnavailable:
        rebuild()
    _purge_wanted().unlink(missing_ok=True)


def rebuild(progress: Callable[[int], object] | None = None) -> int:
    """Build the index anew beside the old one, then swap; returns how many items it holds."""
    _wanted().unlink(missing_ok=True)

    def tell(done: int) -> None:
        if progress is not None:
            progress(done)

    return _engine().rebuild(_all_documents(), tell)


def heal() -> None:
    """Rebuild where the index cannot be read or does not hold as many items as the database."""
    if not _wanted().exists() and state() is IndexState.READY and count() == feedback.count_all():
        return
    log.warning("index is built again", extra={"kind": str(state())})
    log.warning("index is whole", extra={"count": rebuild()})


def _all_documents() -> Iterator[Document]:
    yield from _documents(feedback.all_ids())


def _documents(ids: Sequence[int]) -> Iterator[Document]:
    for start in range(0, len(ids), CHUNK):
        for item in feedback.index_texts(ids[start : start + CHUNK]):
            yield Document(item.id, item.lang, item.body)
        db.session.rollback()  # a long rebuild must not hold one old view of the database open

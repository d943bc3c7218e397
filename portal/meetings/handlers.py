"""What the worker does for meetings: it reads what papers say, and knows which files they are."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from portal.core.db import db
from portal.core.events import on
from portal.core.files import reading, store
from portal.core.files.reading import Reading, ReadState
from portal.core.files.sweeping import holds_files
from portal.core.files.types import Kind
from portal.core.usecase import transaction
from portal.meetings import queries
from portal.meetings.events import PaperStored
from portal.meetings.models import TextState

log = logging.getLogger(__name__)
_STATES = {
    ReadState.READ: TextState.READ,
    ReadState.NO_TEXT: TextState.NONE,
    ReadState.UNREADABLE: TextState.FAILED,
}

holds_files(queries.paper_files)


@on(PaperStored)
def read_papers(events: Sequence[PaperStored]) -> None:
    """Note the words and pages of these papers. Reading takes a while: no transaction is open meanwhile."""
    for event in events:
        waiting = queries.paper_to_read(event.paper_id)
        db.session.rollback()
        if waiting is None:
            continue
        found = _read(*waiting)
        with transaction():
            paper = queries.paper_for_change(event.paper_id)
            if paper is not None:
                paper.take_words(_STATES[found.state], found.text, found.pages, cut=found.cut)


def _read(key: str, file_type: str) -> Reading:
    try:
        return reading.read(store.path_of(key), Kind(file_type))
    except store.Lost:
        log.error("file lost")
        return reading.UNREADABLE

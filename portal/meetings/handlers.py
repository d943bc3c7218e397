"""What the worker does for meetings: it reads what papers say, and forgets who wanted to speak."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from flask import current_app

from portal.core.clock import now
from portal.core.db import db
from portal.core.events import on
from portal.core.files import reading, store
from portal.core.files.reading import Reading, ReadState
from portal.core.files.sweeping import holds_files
from portal.core.files.types import Kind
from portal.core.formats import from_local, local
from portal.core.usecase import transaction
from portal.core.worker import chore
from portal.meetings import queries
from portal.meetings.events import PaperStored
from portal.meetings.models import TextState

log = logging.getLogger(__name__)
PAUSE = timedelta(hours=1)
BATCH = 500
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


@chore
def forget_speakers() -> None:
    """Delete registrations whose meeting's day is too long ago. Looks once an hour, since chores run often."""
    looked: dict[str, datetime] = current_app.extensions.setdefault("portal.meetings.forgetting", {})
    last = looked.get(current_app.instance_path)
    if last is not None and last <= now() < last + PAUSE:
        return
    looked[current_app.instance_path] = now()
    before = _too_long_ago()
    while receipt_ids := queries.expired_receipts(before, BATCH):
        with transaction():
            queries.forget_speakers(receipt_ids)
        db.session.rollback()


def _too_long_ago() -> datetime:
    """The first moment of the last day whose meeting is still remembered."""
    kept = timedelta(days=current_app.config["SETTINGS"].speakers_kept_days)
    return from_local(datetime.combine(local(now()).date() - kept, time()))

"""After an erasure: its files leave the disk and its words the database's log. After a restore: it is erased again."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flask import current_app

from portal.comments.events import CommentErased
from portal.core import tidying
from portal.core.db import db
from portal.core.events import on
from portal.core.files import store
from portal.core.permissions import COMMAND_LINE
from portal.core.worker import chore
from portal.retention import tombstones
from portal.retention.replaying import missing, replay

log = logging.getLogger(__name__)


@on(CommentErased)
def clean_up(events: Sequence[CommentErased]) -> None:
    """Take the photos of these comments from the disk, and have the log folded."""
    for event in events:
        for key in event.file_keys:
            store.remove(key)
    tidying.want_folding()


@chore
def replay_erasures() -> None:
    """Erase again what the list names and the database does not know: somebody put an older backup back.

    Reads the list at the worker's start, and later only what was added.
    """
    read_to: dict[str, int] = current_app.extensions.setdefault("portal.retention.replaying", {})
    here, path = current_app.instance_path, tombstones.path()
    size = path.stat().st_size if path.exists() else 0
    if size == read_to.get(here, 0):
        return
    lines, end = tombstones.read(read_to.get(here, 0))
    unknown = missing(lines)
    db.session.rollback()
    if unknown:
        done = replay(COMMAND_LINE, unknown)
        tidying.want_folding()
        log.warning("erasures replayed", extra={"count": done.again})
    read_to[here] = end

"""What was wiped must leave SQLite's write-ahead log, too: soon after somebody asked, and every hour by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from portal.core import queries
from portal.core.clock import now
from portal.core.db import db
from portal.core.worker import chore

EVERY = timedelta(hours=1)


def _wanted() -> Path:
    return Path(current_app.instance_path) / "wal-fold-wanted"


def want_folding() -> None:
    """Ask the worker to fold the log as soon as nobody reads. Ask after the commit: before it there is nothing."""
    _wanted().touch()


@chore
def fold_log() -> None:
    """Fold the log where somebody asked, or where an hour has passed."""
    folded: dict[str, datetime] = current_app.extensions.setdefault("portal.core.folding", {})
    here = current_app.instance_path
    due = not folded.setdefault(here, now()) <= now() < folded[here] + EVERY
    if not due and not _wanted().exists():
        return
    db.session.rollback()
    if queries.fold_write_ahead_log():
        _wanted().unlink(missing_ok=True)
        folded[here] = now()

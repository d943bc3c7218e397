"""The retention job, once a day. A file in the instance folder remembers when; a new site begins after a day."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from portal.core.clock import now
from portal.core.formats import iso
from portal.core.permissions import COMMAND_LINE
from portal.core.worker import chore
from portal.retention import job

log = logging.getLogger(__name__)
EVERY = timedelta(days=1)


@chore
def run_retention() -> None:
    """Delete what was kept long enough, at most once a day."""
    looked: dict[str, datetime] = current_app.extensions.setdefault("portal.retention.daily", {})
    here = current_app.instance_path
    last = looked.get(here) or _remembered()
    looked[here] = last
    if last <= now() < last + EVERY:
        return
    done = job.run(COMMAND_LINE)
    looked[here] = now()
    _mark().write_text(iso(now()))
    log.info("retention run", extra={"count": sum(done.values())})


def _mark() -> Path:
    return Path(current_app.instance_path) / "retention-ran"


def _remembered() -> datetime:
    try:
        return datetime.fromisoformat(_mark().read_text())
    except (FileNotFoundError, ValueError):
        _mark().write_text(iso(now()))
        return now()

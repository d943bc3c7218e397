"""The worker's work, done at once."""

from __future__ import annotations

from contextvars import Context

from flask import Flask

from portal.core import worker
from portal.core.db import db


def work_off(app: Flask) -> int:
    """Handle everything that is due, in a context of its own as the worker process has; how many rows it took."""
    db.session.rollback()
    return Context().run(_until_empty, app)


def _until_empty(app: Flask) -> int:
    taken = 0
    with app.app_context():
        while batch := worker.run_pending():
            taken += batch
        worker.run_chores()
    return taken

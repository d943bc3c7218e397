"""Sites to measure on: a migrated SQLite database in a folder of its own, and very many comments at once."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import event, insert

from portal import create_app
from portal.cli import migrate_database
from portal.comments.fingerprints import fingerprint
from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.usecase import transaction
from portal.projects import queries as projects
from tests.support.builders import Town
from tests.support.engines import settings

T = TypeVar("T")


@contextmanager
def bench_site(**others: Any) -> Iterator[Flask]:
    """A site on SQLite with one open project, `bench`; its context is pushed."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        app = create_app(settings(Path(folder), f"sqlite:///{folder}/portal.sqlite", **others))
        with app.app_context():
            migrate_database()
            Town(app).project("bench")
            yield app
            db.session.remove()
            db.engine.dispose()


def put_comments(bodies: Sequence[str], state: FeedbackState = FeedbackState.PENDING) -> list[int]:
    """Comments with these texts on the project, a second between two; no receipt and no event."""
    project = projects.project_by_slug("bench")
    assert project is not None
    began = now() - timedelta(seconds=len(bodies))
    rows = [
        {
            "id": new_id(),
            "project_id": project.id,
            "body": body,
            "text_hash": fingerprint(body),
            "lang": "en",
            "state": state,
            "received_at": began + timedelta(seconds=number),
            "published_at": now() if state == FeedbackState.PUBLISHED else None,
        }
        for number, body in enumerate(bodies)
    ]
    with transaction():
        db.session.execute(insert(Comment), rows)
    return [row["id"] for row in rows]


def cpu_ms(work: Callable[[], T]) -> tuple[T, float]:
    """What `work` gives, and the milliseconds of computing that this process spent on it."""
    began = time.process_time()
    result = work()
    return result, (time.process_time() - began) * 1000


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)

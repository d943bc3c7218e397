"""The worker: takes the outbox's rows to their handlers, after the commit, at least once.

Each handler gets its events in their order, many at a time. Of two handlers either may be first: all read what is
true by then.

It alone writes the search index (and later sends mail). One worker works at a time: a lock file in the instance
folder for SQLite, an advisory lock for PostgreSQL. It ends when the process that started it is gone.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from portal.core import queries
from portal.core.db import db
from portal.core.events import handler_at, restore
from portal.core.models import OutboxRow
from portal.core.usecase import transaction
from portal.core.wake import wake_address

log = logging.getLogger(__name__)
BATCH = 500
PAUSE = 0.5

Chore = Callable[[], None]
_chores: list[Chore] = []


def chore(job: Chore) -> Chore:
    """Register `job` to run at the worker's start and whenever the outbox is empty. It must be cheap when idle."""
    if job not in _chores:
        _chores.append(job)
    return job


def run_chores() -> None:
    """Run every chore; one that fails is logged and stops no other."""
    for job in _chores:
        try:
            job()
        except Exception as error:
            log.exception("chore failed", extra={"handler": job.__name__, "kind": type(error).__name__})
        finally:
            db.session.rollback()


def run_pending() -> int:
    """Handle what is due now; returns how many rows were taken (handled or postponed)."""
    rows = queries.due_rows(BATCH)
    # Each event wrote one row for each of its handlers, so neighbours are seldom for the same one.
    batches: dict[tuple[str, int], list[OutboxRow]] = {}
    for row in rows:
        batches.setdefault(_batch_key(row), []).append(row)
    for batch in batches.values():
        _hand_over(batch)
    return len(rows)


def _batch_key(row: OutboxRow) -> tuple[str, int]:
    # a row that failed before goes alone, so that one bad event cannot hold up its neighbours
    return row.handler, row.id if row.attempts else 0


def _hand_over(batch: Sequence[OutboxRow]) -> None:
    address, ids = batch[0].handler, [row.id for row in batch]
    events = [(row.event, dict(row.payload)) for row in batch]
    try:
        handler_at(address)([restore(kind, payload) for kind, payload in events])
    except Exception as error:
        log.exception("handler failed", extra={"handler": address, "kind": type(error).__name__, "count": len(ids)})
        _settle(ids, error)
    else:
        _settle(ids, None)


def _settle(ids: Sequence[int], error: Exception | None) -> None:
    with transaction():
        for row in queries.rows_by_id(ids):
            if error is None:
                db.session.delete(row)
            else:
                row.postpone(error)


@contextlib.contextmanager
def only_worker(instance: Path) -> Iterator[bool]:
    """Whether this process is the site's one worker."""
    with (instance / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield queries.take_worker_lock()


def _bell(instance: Path) -> socket.socket | None:
    address = wake_address(instance)
    if address is None:
        return None
    Path(address).unlink(missing_ok=True)
    bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    bell.bind(address)
    bell.settimeout(PAUSE)
    return bell


def _wait(bell: socket.socket | None) -> None:
    if bell is None:
        time.sleep(PAUSE)
        return
    with contextlib.suppress(TimeoutError):
        bell.recv(1)
        bell.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while bell.recv(1):
                pass
        bell.settimeout(PAUSE)


def work(app: Flask, parent: int | None = None) -> None:
    """Work until the parent process is gone. Waits its turn while another worker works.

    `parent` is the process id of whoever started it: asked for here, it could already be that of a stranger.
    """
    parent = parent or os.getppid()
    with app.app_context():
        instance = Path(current_app.instance_path)
        while os.getppid() == parent:
            try:
                with only_worker(instance) as alone:
                    if alone:
                        _work_alone(instance, parent)
            except SQLAlchemyError as error:  # the database is away; the worker waits for it
                log.warning("database unavailable", extra={"kind": type(error).__name__})
            time.sleep(PAUSE)


def _work_alone(instance: Path, parent: int) -> None:
    log.info("worker works", extra={"pid": os.getpid()})
    bell = _bell(instance)
    run_chores()
    while os.getppid() == parent:
        try:
            taken = run_pending()
        except Exception as error:  # the database may be away for a while; the worker outlives it
            log.exception("outbox unreadable", extra={"kind": type(error).__name__})
            taken = 0
        finally:
            db.session.rollback()
        if not taken:
            run_chores()
            _wait(bell)

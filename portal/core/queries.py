"""Reads of the ground floor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, text

from portal.core.clock import now
from portal.core.db import db
from portal.core.models import LimitCount, OutboxRow

_worker_locks: list[Connection] = []


def due_rows(limit: int) -> Sequence[OutboxRow]:
    """The oldest outbox rows whose time has come."""
    return db.session.scalars(
        select(OutboxRow).where(OutboxRow.due_at <= now()).order_by(OutboxRow.id).limit(limit)
    ).all()


def rows_by_id(ids: Sequence[int]) -> Sequence[OutboxRow]:
    """The outbox rows with these ids that are still there."""
    return db.session.scalars(select(OutboxRow).where(OutboxRow.id.in_(ids))).all()


def oldest_outbox_row() -> datetime | None:
    """When the longest waiting outbox row was written; None when nothing waits."""
    return db.session.scalar(select(func.min(OutboxRow.created_at)))


def limit_count(name: str, key: str, window_ends_at: datetime) -> LimitCount | None:
    """The counter of one key in one window, if it has begun."""
    return db.session.get(LimitCount, (name, key, window_ends_at), with_for_update=True)


def hits_in_window(name: str, key: str, window_ends_at: datetime) -> int:
    """How often `key` did `name` in the window, without counting."""
    found = db.session.get(LimitCount, (name, key, window_ends_at))
    return found.hits if found else 0


def drop_ended_counts(before: datetime) -> None:
    """Forget the counters of windows that ended before `before`."""
    db.session.execute(delete(LimitCount).where(LimitCount.window_ends_at < before))


def schema_version() -> str | None:
    """The migration that the database stands at."""
    found: str | None = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def take_worker_lock() -> bool:
    """Take the lock that lets one worker work per PostgreSQL database; always true on SQLite (a file lock serves).

    The lock belongs to a connection of its own, kept for the life of the process.
    """
    if db.engine.dialect.name == "sqlite":
        return True
    connection = db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if connection.scalar(text("SELECT pg_try_advisory_lock(705712)")):
        _worker_locks.append(connection)
        return True
    connection.close()
    return False

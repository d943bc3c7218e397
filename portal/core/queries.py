"""Reads of the ground floor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select, text

from portal.core.clock import now
from portal.core.db import db
from portal.core.models import LimitCount, Mail, OutboxRow

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


def window_ends(name: str, key: str) -> list[datetime]:
    """When the windows of `key` end that still run, the last first."""
    running = select(LimitCount.window_ends_at).where(
        LimitCount.name == name, LimitCount.key == key, LimitCount.window_ends_at > now()
    )
    return list(db.session.scalars(running.order_by(LimitCount.window_ends_at.desc())))


def mail_written(key: str) -> bool:
    """Whether a mail was written under this key."""
    return db.session.scalar(select(Mail.id).where(Mail.key == key)) is not None


def due_mails(limit: int) -> Sequence[Mail]:
    """The oldest mails whose time has come. What was sent or given up has no address."""
    due = select(Mail).where(Mail.due_at <= now(), Mail.address != "")
    return db.session.scalars(due.order_by(Mail.due_at, Mail.id).limit(limit)).all()


def mail_by_id(mail_id: int) -> Mail | None:
    """One mail, unless it was wiped meanwhile."""
    return db.session.scalar(select(Mail).where(Mail.id == mail_id, Mail.address != ""))


def mails_sent_since(moment: datetime) -> int:
    """How many mails left the site since then."""
    return db.session.scalar(select(func.count()).select_from(Mail).where(Mail.sent_at > moment)) or 0


def drop_mails(*beginnings: str) -> None:
    """Take back the mails that did not leave yet and whose key begins in one of these ways."""
    waiting = db.session.execute(select(Mail.id, Mail.key).where(Mail.address != ""))
    ids = [mail_id for mail_id, key in waiting if key.startswith(beginnings)]
    if ids:
        db.session.execute(delete(Mail).where(Mail.id.in_(ids)))


def old_mails(before: datetime) -> int:
    """How many mails were sent or given up, and written before then."""
    return db.session.scalar(select(func.count()).select_from(Mail).where(*_old(before))) or 0


def drop_old_mails(before: datetime) -> None:
    """Forget the mails that were sent or given up, and written before then."""
    db.session.execute(delete(Mail).where(*_old(before)))


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return Mail.address == "", Mail.created_at < before


def fold_write_ahead_log() -> bool:
    """Bring SQLite's log into the file and empty it; False while somebody reads. Elsewhere there is nothing to do."""
    if db.engine.dialect.name != "sqlite":
        return True
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only=OFF")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: tuple[int, ...] = cursor.fetchone() or (1,)
        return busy[0] == 0
    finally:
        connection.close()


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

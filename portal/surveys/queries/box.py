"""The box of anonymous responses: what lies in it, and how it is emptied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Executable, delete, func, insert, select, text

from portal.core.db import db
from portal.surveys.models import BoxedResponse, Draft, Survey

_PASSED = (BoxedResponse, Draft)


def survey_for_mixing(survey_id: int) -> Survey | None:
    """The survey itself, locked: nobody else mixes or counts it meanwhile."""
    return db.session.get(Survey, survey_id, with_for_update=True, populate_existing=True)


def count_in_box(survey_id: int) -> int:
    """How many responses lie in the box of a survey."""
    return db.session.scalar(select(func.count()).where(BoxedResponse.survey_id == survey_id)) or 0


def in_box(survey_id: int) -> Sequence[BoxedResponse]:
    """All that lies in the box of a survey."""
    return db.session.scalars(select(BoxedResponse).where(BoxedResponse.survey_id == survey_id)).all()


def take_out(ids: Iterable[int]) -> None:
    """Delete these from the box."""
    wanted = list(ids)
    for start in range(0, len(wanted), 10_000):  # databases bound the number of parameters
        db.session.execute(delete(BoxedResponse).where(BoxedResponse.id.in_(wanted[start : start + 10_000])))


def rewrite_box() -> None:
    """Write anew the tables that responses passed through, so that nothing stays of what was deleted there.

    Drafts too: each bears times, and the number of the transaction that issued the receipt. Both tables are small;
    whoever saves a draft meanwhile waits for some milliseconds.
    """
    if db.engine.dialect.name == "postgresql":
        _rewrite_postgresql()
    else:
        _rewrite_sqlite()


def _rewrite_postgresql() -> None:
    """What was deleted stays in the files until the table has new ones."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text("SET lock_timeout = '2s'"))
        try:
            connection.execute(text("VACUUM (FULL) survey_box"))
            connection.execute(text("VACUUM (FULL) survey_draft"))
        finally:
            connection.execute(text("RESET lock_timeout"))
            connection.execute(text("RESET default_transaction_read_only"))


def _rewrite_sqlite() -> None:
    """SQLite wipes what it deletes, but not the copies that it left behind when it spread rows over more pages.

    A DELETE without a condition, and without foreign keys to be looked at, wipes all pages of the table.
    """
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA query_only=OFF")
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("BEGIN IMMEDIATE")
        for table in _PASSED:
            rows = cursor.execute(_worded(select(*table.__table__.c).order_by(func.random()))).fetchall()
            cursor.execute(_worded(delete(table)))
            cursor.executemany(_worded(insert(table)), rows)
        cursor.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        connection.close()


def _worded(statement: Executable) -> str:
    return str(statement.compile(db.engine))  # type: ignore[attr-defined]  # every statement has it

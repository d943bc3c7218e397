"""The box of anonymous responses: what lies in it, and how it is emptied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select, text

from portal.core.db import db
from portal.surveys.models import BoxedResponse, Survey


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
    """Have PostgreSQL write anew the tables that responses passed through: what was deleted stays in the old ones.

    Deleted drafts too: each bears the number of the transaction that issued the receipt. Both tables are small; whoever
    saves a draft meanwhile waits for some milliseconds. SQLite wipes what it deletes.
    """
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text("SET lock_timeout = '2s'"))
        try:
            connection.execute(text("VACUUM (FULL) survey_box"))
            connection.execute(text("VACUUM (FULL) survey_draft"))
        finally:
            connection.execute(text("RESET lock_timeout"))
            connection.execute(text("RESET default_transaction_read_only"))

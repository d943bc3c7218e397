"""The kept tallies, and the responses that they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.core.db import db
from portal.surveys.models import Mark, Response, Survey, Tally

_AT_ONCE = 1000
_KEY = ("survey_id", "question", "dimension", "group", "mark", "value")


def add_to_tallies(survey_id: int, counted: Mapping[tuple[str, str, str, Mark, str], int]) -> None:
    """Add these numbers to the tallies of a survey; what is not there yet begins with them."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    rows = [dict(zip((*_KEY, "n"), (survey_id, *key, n), strict=True)) for key, n in sorted(counted.items())]
    for start in range(0, len(rows), _AT_ONCE):
        adding = dialect.insert(Tally).values(rows[start : start + _AT_ONCE])
        more = {"n": Tally.n + adding.excluded.n}
        db.session.execute(adding.on_conflict_do_update(index_elements=list(_KEY), set_=more))


def drop_tallies(survey_id: int) -> None:
    """Forget what was counted of a survey."""
    db.session.execute(delete(Tally).where(Tally.survey_id == survey_id))


def tallies(survey_id: int) -> dict[tuple[str, str, str, Mark, str], int]:
    """What was counted of a survey: by question, dimension, group, mark and value."""
    rows = db.session.execute(
        select(Tally.question, Tally.dimension, Tally.group, Tally.mark, Tally.value, Tally.n).where(
            Tally.survey_id == survey_id, Tally.n != 0
        )
    )
    return {(row[0], row[1], row[2], Mark(row[3]), row[4]): row[5] for row in rows}


def put_responses(rows: Sequence[dict[str, Any]]) -> None:
    """Write these responses in this very order."""
    if rows:
        db.session.execute(insert(Response), list(rows))


def uncounted(ids: Iterable[int]) -> list[tuple[int, int, int, dict[str, Any]]]:
    """Those of these responses that no tally holds: id, survey, version and answers."""
    wanted = select(Response.id, Response.survey_id, Response.version_id, Response.answers).where(
        Response.id.in_(list(ids)), Response.counted.is_(False)
    )
    return [tuple(row) for row in db.session.execute(wanted.with_for_update())]


def mark_counted(ids: Iterable[int]) -> None:
    """Say that the tallies hold these responses."""
    db.session.execute(update(Response).where(Response.id.in_(list(ids))).values(counted=True))


def mark_all_counted(survey_id: int) -> None:
    """Say that the tallies hold every response of a survey."""
    waiting = Response.survey_id == survey_id, Response.counted.is_(False)
    db.session.execute(update(Response).where(*waiting).values(counted=True))


def answers_of(survey_id: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Version and answers of every response of a survey, a thousand in memory at a time."""
    wanted = select(Response.version_id, Response.answers).where(Response.survey_id == survey_id)
    for row in db.session.execute(wanted.execution_options(yield_per=_AT_ONCE)):
        yield row[0], row[1]


def survey_id_of(slug: str) -> int | None:
    """The survey at this address."""
    return db.session.scalar(select(Survey.id).where(Survey.slug == slug))

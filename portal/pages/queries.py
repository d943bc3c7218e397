"""Whether the site is fit to serve."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from portal.core import queries
from portal.core.clock import now
from portal.core.db import db


@dataclass(frozen=True)
class Readiness:
    """What `/readyz` tells: the schema's version, and for how many seconds the oldest outbox row has waited."""

    ready: bool
    schema: str | None
    outbox_waits_seconds: int


def readiness() -> Readiness:
    """Ask the database."""
    try:
        schema = queries.schema_version()
        oldest = queries.oldest_outbox_row()
    except SQLAlchemyError:
        db.session.rollback()
        return Readiness(False, None, 0)
    waits = int((now() - oldest).total_seconds()) if oldest else 0
    return Readiness(schema is not None, schema, waits)

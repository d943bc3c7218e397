"""What moderators tell one another about an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.core.db import db
from portal.moderation.models import InternalNote


@dataclass(frozen=True)
class NoteLine:
    """One note, for moderators alone."""

    name: str
    text: str
    written_at: datetime


def notes_on(comment_id: int) -> list[NoteLine]:
    """The notes on an item, the first one first."""
    rows = db.session.execute(
        select(Person.name, InternalNote.text, InternalNote.written_at)
        .join(Person, Person.id == InternalNote.person_id)
        .where(InternalNote.comment_id == comment_id)
        .order_by(InternalNote.id)
    )
    return [NoteLine(*row) for row in rows]

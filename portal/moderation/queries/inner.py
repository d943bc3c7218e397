"""How much of what only the desk sees is there about a comment: told to its author as numbers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.core.db import db
from portal.moderation.models import Escalation, FamilyMember, InternalNote, Report, SealedOriginal


@dataclass(frozen=True)
class InnerCounts:
    """Numbers of rows about one comment."""

    internal_notes: int
    reports: int
    escalations: int
    sealed_originals: int
    families: int


def inner_counts(comment_id: int) -> InnerCounts:
    """What the desk holds about a comment, counted in one statement."""

    def of(column: InstrumentedAttribute[int]) -> ScalarSelect[int]:
        return select(func.count()).where(column == comment_id).scalar_subquery()

    tables = (InternalNote, Report, Escalation, SealedOriginal, FamilyMember)
    row = db.session.execute(select(*(of(table.comment_id) for table in tables))).one()
    counts: list[int] = list(row)
    return InnerCounts(*counts)

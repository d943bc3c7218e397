"""How many of the invited answered: for response rates, and for the margin of error of results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from portal.core.db import db
from portal.surveys.models import Invitation


@dataclass(frozen=True)
class GroupCounts:
    """The invited of one size class or sector; `name` is "" where none was said."""

    name: str
    invited: int
    undeliverable: int
    finished: int

    @property
    def reached(self) -> int:
        """Those whom the invitation reached, as far as is known."""
        return self.invited - self.undeliverable

    @property
    def rate(self) -> float | None:
        """The share of the reached who answered; None where nobody was reached."""
        return self.finished / self.reached if self.reached else None


@dataclass(frozen=True)
class InvitedCounts:
    """All invited of a survey, and the same by size class and by sector."""

    invited: int
    undeliverable: int
    finished: int
    by_size: tuple[GroupCounts, ...]
    by_sector: tuple[GroupCounts, ...]

    @property
    def all(self) -> GroupCounts:
        """All together."""
        return GroupCounts("", self.invited, self.undeliverable, self.finished)


def invited(survey_id: int) -> InvitedCounts:
    """The counts of a survey. Whoever answered was reached, whatever came back before."""
    together = _counts(survey_id, None)
    all_of_them = together[0] if together else GroupCounts("", 0, 0, 0)
    return InvitedCounts(
        all_of_them.invited,
        all_of_them.undeliverable,
        all_of_them.finished,
        _counts(survey_id, Invitation.size_class),
        _counts(survey_id, Invitation.sector),
    )


def _counts(survey_id: int, by: Any) -> tuple[GroupCounts, ...]:
    counted: list[ColumnElement[Any]] = [
        func.count(),
        func.sum(case((Invitation.undeliverable & ~Invitation.used, 1), else_=0)),
        func.sum(case((Invitation.used, 1), else_=0)),
    ]
    rows = select(*counted).where(Invitation.survey_id == survey_id)
    if by is None:
        return tuple(GroupCounts("", *map(int, row)) for row in db.session.execute(rows) if row[0])
    rows = select(by, *counted).where(Invitation.survey_id == survey_id).group_by(by).order_by(by)
    return tuple(GroupCounts(row[0], *map(int, row[1:])) for row in db.session.execute(rows))

"""What the daily mail to moderators says, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.accounts.models import Person, PersonRole
from portal.core.db import db
from portal.core.permissions import Role
from portal.moderation import queries as moderation
from portal.moderation.models import Appeal, AppealState, Report


@dataclass(frozen=True)
class Waiting:
    """How much waits at the desk."""

    comments: int
    oldest: datetime | None
    reported: int
    appeals: int

    @property
    def any(self) -> bool:
        """Whether there is anything to write of."""
        return bool(self.comments or self.reported or self.appeals)


def waiting_at_desk() -> Waiting:
    """What waits now."""
    reported = select(func.count(Report.comment_id.distinct())).where(Report.closed_at.is_(None))
    appeals = select(func.count()).select_from(Appeal).where(Appeal.state == AppealState.WAITING)
    return Waiting(
        moderation.waiting_count(),
        moderation.oldest_waiting(),
        db.session.scalar(reported) or 0,
        db.session.scalar(appeals) or 0,
    )


def moderators() -> list[tuple[int, str]]:
    """The active moderators: their ids and addresses."""
    chosen = (
        select(Person.id, Person.email)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == Role.MODERATOR, Person.active)
        .order_by(Person.id)
    )
    return [(person_id, email) for person_id, email in db.session.execute(chosen)]

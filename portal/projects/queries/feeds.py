"""Status updates of one project, as a feed holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import Condition, Partner, Phase, ProjectUpdate


@dataclass(frozen=True)
class UpdateEntry:
    """One status update; `corrects` is the number that it corrects, `partner` who wrote it where a partner did."""

    number: int
    phase: Phase
    condition: Condition
    text: Translated
    posted_at: datetime
    corrects: int | None
    partner: str


def newest_updates(project_id: int, most: int) -> list[UpdateEntry]:
    """The newest status updates of a project."""
    wanted = (
        select(ProjectUpdate, Partner.name)
        .outerjoin(Partner, Partner.id == ProjectUpdate.partner_id)
        .where(ProjectUpdate.project_id == project_id)
        .order_by(ProjectUpdate.number.desc())
        .limit(most)
    )
    return [
        UpdateEntry(
            number=row.number,
            phase=Phase(row.phase),
            condition=Condition(row.condition),
            text=row.text,
            posted_at=row.posted_at,
            corrects=row.corrects,
            partner=partner or "",
        )
        for row, partner in db.session.execute(wanted)
    ]

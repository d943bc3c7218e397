"""Success criteria: when they were frozen, and how each was found since."""

from __future__ import annotations

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.formats import local
from portal.projects.models import CriterionScore, Phase, ProjectUpdate, Verdict
from portal.projects.queries.facts import ProjectFacts
from portal.projects.sheets.noted import Freezing, Score
from portal.projects.sheets.shapes import Mandate

NOT_BEGUN = (Phase.PROPOSED, Phase.AGREED, Phase.STOPPED)


def scores(project_id: int) -> dict[str, tuple[Score, ...]]:
    """How each criterion was found, by its key, the oldest score first."""
    rows = db.session.scalars(
        select(CriterionScore).where(CriterionScore.project_id == project_id).order_by(CriterionScore.number)
    )
    found: dict[str, tuple[Score, ...]] = {}
    for row in rows:
        score = Score(row.number, Verdict(row.verdict), row.result, row.measured_on, row.posted_at, row.record_seq)
        found[row.criterion] = (*found.get(row.criterion, ()), score)
    return found


def freezing(project: ProjectFacts, mandate: Mandate) -> Freezing | None:
    """When the criteria were frozen, beside the day work began; None while they can change.

    Work began on the first day of the mandate, or when an update first said so, whatever was earlier.
    """
    if project.criteria_frozen_in is None or project.criteria_frozen_at is None:
        return None
    said = db.session.scalar(
        select(func.min(ProjectUpdate.posted_at)).where(
            ProjectUpdate.project_id == project.id, ProjectUpdate.phase.not_in(NOT_BEGUN)
        )
    )
    days = [day for day in (local(said).date() if said else None, mandate.starts_on) if day]
    return Freezing(project.criteria_frozen_in, local(project.criteria_frozen_at).date(), min(days, default=None))

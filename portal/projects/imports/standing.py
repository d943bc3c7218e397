"""The status update that an import posts: what the source says of a project, and what follows from its days."""

from __future__ import annotations

from datetime import date

from portal.core.translated import Translated
from portal.projects.imports.records import MoveRecord, ProjectRecord, Standing
from portal.projects.imports.said import status_said
from portal.projects.models import ENDED, Condition, Phase


def posted(record: ProjectRecord, standing: Standing, today: date) -> tuple[Phase, Condition, Translated]:
    """Phase, condition and text of the update. Where the source says no condition, its days decide."""
    condition = standing.condition or _by_days(record, standing, today)
    text = standing.text or status_said(record.status_word, condition_known=standing.condition is not None)
    return standing.phase, condition, text


def _by_days(record: ProjectRecord, standing: Standing, today: date) -> Condition:
    last: dict[str, MoveRecord] = {move.milestone: move for move in record.moves}
    for milestone in record.sheet.milestones:
        move = last.get(milestone.key)
        reached = move.actual_on if move else None
        expected = reached or (move.forecast_on if move else None) or milestone.planned_on
        if move and not expected:
            return Condition.DELAYED
        if expected and milestone.planned_on and expected > milestone.planned_on:
            return Condition.DELAYED
        if expected and not reached and expected < today and standing.phase not in ENDED and move:
            return Condition.DELAYED
    return Condition.ON_TRACK

"""Reads of what was noted beside a sheet, for use cases, the desk and the public record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import CriterionScore, MilestoneMove, Project, SheetVersion, Verdict
from portal.projects.queries.sheets import newest_sheet, sheet_version
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.noted_texts import criteria_text, move_text, score_text
from portal.projects.sheets.shapes import Criterion, Milestone


@dataclass(frozen=True)
class MoveNote:
    """One note on a milestone. `text` is what the public record commits to."""

    number: int
    milestone: str
    forecast_on: date | None
    actual_on: date | None
    reason: Translated
    posted_at: datetime
    text: str


@dataclass(frozen=True)
class ScoreNote:
    """One score of a criterion. `text` is what the public record commits to."""

    number: int
    criterion: str
    verdict: Verdict
    result: Translated
    measured_on: date | None
    posted_at: datetime
    text: str


@dataclass(frozen=True)
class MilestoneStanding:
    """A public milestone and where it stands: the day that is expected now, or the day on which it was reached."""

    milestone: Milestone
    forecast_on: date | None
    actual_on: date | None
    notes: tuple[MoveNote, ...]


def noted_moves(project_id: int) -> list[MoveNote]:
    """Every note on a project's milestones, in the order in which they were made."""
    wanted = select(MilestoneMove).where(MilestoneMove.project_id == project_id).order_by(MilestoneMove.number)
    return [_move(row) for row in db.session.scalars(wanted)]


def noted_scores(project_id: int) -> list[ScoreNote]:
    """Every score of a project's criteria, in the order in which they were given."""
    wanted = select(CriterionScore).where(CriterionScore.project_id == project_id).order_by(CriterionScore.number)
    return [_score(row) for row in db.session.scalars(wanted)]


def milestone_standings(project_id: int) -> dict[str, MilestoneStanding]:
    """The milestones of the newest public version by key, in its order, each as it stands."""
    newest = newest_sheet(project_id)
    if newest is None:
        return {}
    said = noted_moves(project_id)
    milestones = sheet_from(newest.content).milestones
    return {each.key: _standing(each, [move for move in said if move.milestone == each.key]) for each in milestones}


def _standing(milestone: Milestone, notes: list[MoveNote]) -> MilestoneStanding:
    last = notes[-1] if notes else None
    forecasts = [move.forecast_on for move in notes if move.actual_on is None]
    expected = forecasts[-1] if forecasts else milestone.planned_on
    return MilestoneStanding(milestone, expected, last.actual_on if last else None, tuple(notes))


def frozen_criteria(project: Project) -> dict[str, Criterion]:
    """The frozen success criteria of a project by key; none before they are frozen."""
    if project.criteria_frozen_in is None:
        return {}
    frozen = sheet_version(project.id, project.criteria_frozen_in)
    return {row.key: row for row in sheet_from(frozen.content).criteria} if frozen else {}


def move_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the moves `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    rows = db.session.execute(
        select(Project.slug, MilestoneMove)
        .join(Project, Project.id == MilestoneMove.project_id)
        .where(Project.slug.in_({key.partition("/")[0] for key in wanted}))
    )
    texts = {f"{slug}/{row.number}": _move(row).text for slug, row in rows}
    return {key: text for key, text in texts.items() if key in wanted}


def score_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the scores `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    rows = db.session.execute(
        select(Project.slug, CriterionScore)
        .join(Project, Project.id == CriterionScore.project_id)
        .where(Project.slug.in_({key.partition("/")[0] for key in wanted}))
    )
    texts = {f"{slug}/{row.number}": _score(row).text for slug, row in rows}
    return {key: text for key, text in texts.items() if key in wanted}


def criteria_texts(slugs: Iterable[str]) -> dict[str, str]:
    """The frozen criteria of the projects with these slugs as the public record commits to them."""
    rows = db.session.execute(
        select(Project.slug, SheetVersion.content)
        .join(
            SheetVersion,
            (SheetVersion.project_id == Project.id) & (SheetVersion.number == Project.criteria_frozen_in),
        )
        .where(Project.slug.in_(set(slugs)))
    )
    return {row.slug: criteria_text(row.content) for row in rows}


def _move(row: MilestoneMove) -> MoveNote:
    text = move_text(row.milestone, row.forecast_on, row.actual_on, row.reason)
    return MoveNote(row.number, row.milestone, row.forecast_on, row.actual_on, row.reason, row.posted_at, text)


def _score(row: CriterionScore) -> ScoreNote:
    verdict = Verdict(row.verdict)
    text = score_text(row.criterion, verdict, row.result, row.measured_on)
    return ScoreNote(row.number, row.criterion, verdict, row.result, row.measured_on, row.posted_at, text)

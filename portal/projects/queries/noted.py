"""Reads of what was noted beside a sheet, for use cases, the desk and the public record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import CriterionScore, MilestoneMove, Project, SheetVersion, Verdict
from portal.projects.queries.sheets import sheet_version
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.noted_texts import criteria_text, move_text, score_text
from portal.projects.sheets.shapes import Criterion


@dataclass(frozen=True)
class Note:
    """One note: its number, the key of what it is about, and the text that the public record commits to."""

    number: int
    key: str
    text: str


def noted_moves(project_id: int) -> list[Note]:
    """Every note on a project's milestones, in the order in which they were made."""
    wanted = select(MilestoneMove).where(MilestoneMove.project_id == project_id).order_by(MilestoneMove.number)
    return [Note(row.number, row.milestone, _move_text(row)) for row in db.session.scalars(wanted)]


def noted_scores(project_id: int) -> list[Note]:
    """Every score of a project's criteria, in the order in which they were given."""
    wanted = select(CriterionScore).where(CriterionScore.project_id == project_id).order_by(CriterionScore.number)
    return [Note(row.number, row.criterion, _score_text(row)) for row in db.session.scalars(wanted)]


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
    texts = {f"{slug}/{row.number}": _move_text(row) for slug, row in rows}
    return {key: text for key, text in texts.items() if key in wanted}


def score_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the scores `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    rows = db.session.execute(
        select(Project.slug, CriterionScore)
        .join(Project, Project.id == CriterionScore.project_id)
        .where(Project.slug.in_({key.partition("/")[0] for key in wanted}))
    )
    texts = {f"{slug}/{row.number}": _score_text(row) for slug, row in rows}
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


def _move_text(row: MilestoneMove) -> str:
    return move_text(row.milestone, row.forecast_on, row.actual_on, row.reason)


def _score_text(row: CriterionScore) -> str:
    return score_text(row.criterion, Verdict(row.verdict), row.result, row.measured_on)

"""Reads of what was imported, for the next import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import func, or_, select

from portal.core.db import db
from portal.projects.imports.following import Here, Marks
from portal.projects.imports.places import KnownPartner, Places
from portal.projects.imports.plan import Known
from portal.projects.imports.records import MoveRecord, PageRecord, ScoreRecord
from portal.projects.models import (
    CriterionScore,
    Goal,
    MilestoneMove,
    Partner,
    Phase,
    Project,
    ProjectTopic,
    ProjectUpdate,
    SheetVersion,
)
from portal.projects.models.agreed import Verdict
from portal.projects.oc4ids.identity import identity_of
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.keys import farthest, highest
from portal.projects.sheets.shapes import Sheet

K = TypeVar("K")
CHUNK = 500


def known_projects(source: str, prefix: str) -> list[Known]:
    """Every project that came from `source`, and this site's own under the ids by which it exports them."""
    rows = db.session.execute(
        select(Project.id, Project.slug, Project.source, Project.external_id, Project.imported).where(
            or_(Project.source == source, Project.source.is_(None))
        )
    )
    return [
        Known(row.id, identity_of(prefix, row.slug, row.source, row.external_id), Marks.read(row.imported).record)
        if row.source is None
        else Known(row.id, row.external_id or "", Marks.read(row.imported).record)
        for row in rows
    ]


def places() -> Places:
    """Which partners and goals are here."""
    partners = db.session.execute(select(Partner.slug, Partner.name, Partner.external_id).order_by(Partner.id))
    goals = db.session.scalars(select(Goal.slug))
    return Places([KnownPartner(row.slug, row.name, row.external_id) for row in partners], goals)


def project_slugs() -> set[str]:
    """The slugs of all projects."""
    return set(db.session.scalars(select(Project.slug)))


def projects_by_id(keys: Iterable[int]) -> dict[int, Project]:
    """The projects themselves, for a use case."""
    found: dict[int, Project] = {}
    for some in chunks(sorted(keys)):
        found |= {row.id: row for row in db.session.scalars(select(Project).where(Project.id.in_(some)))}
    return found


def standing_here(keys: Iterable[int]) -> dict[int, Here]:
    """How these projects stand: what an import compares with what their source says."""
    found: dict[int, Here] = {}
    for some in chunks(sorted(keys)):
        topics, versions = topics_of(some), _sheets(some)
        moves, scores, phases = _moves(some), _scores(some), _phases(some)
        for row in db.session.scalars(select(Project).where(Project.id.in_(some))):
            sheets = versions.get(row.id, [])
            found[row.id] = Here(
                project_id=row.id,
                slug=row.slug,
                marks=Marks.read(row.imported),
                page=_page(row, topics.get(row.id, ())),
                sheet=sheets[-1] if sheets else Sheet(),
                has_draft=row.sheet_draft is not None,
                counted=_counted(row, sheets),
                moves=moves.get(row.id, {}),
                scores=scores.get(row.id, {}),
                phase=phases.get(row.id),
                frozen=row.criteria_frozen_in is not None,
            )
    return found


def chunks(keys: Sequence[K]) -> Iterator[Sequence[K]]:
    """`keys` in portions that a statement can hold."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def topics_of(keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The topics of projects, in the order of their letters, the same in every database."""
    wanted = select(ProjectTopic.project_id, ProjectTopic.topic).where(ProjectTopic.project_id.in_(keys))
    found: dict[int, list[str]] = {}
    for row in db.session.execute(wanted):
        found.setdefault(row.project_id, []).append(row.topic)
    return {key: tuple(sorted(topics)) for key, topics in found.items()}


def _page(row: Project, topics: tuple[str, ...]) -> PageRecord:
    return PageRecord(row.title, row.summary, row.body, row.area, row.address, row.geometry, topics)


def _sheets(keys: Sequence[int]) -> dict[int, list[Sheet]]:
    wanted = select(SheetVersion.project_id, SheetVersion.content).where(SheetVersion.project_id.in_(keys))
    found: dict[int, list[Sheet]] = {}
    for row in db.session.execute(wanted.order_by(SheetVersion.number)):
        found.setdefault(row.project_id, []).append(sheet_from(row.content))
    return found


def _counted(row: Project, sheets: Iterable[Sheet]) -> Mapping[str, int]:
    return farthest(row.sheet_keys or {}, *map(highest, sheets))


def _moves(keys: Sequence[int]) -> dict[int, dict[str, MoveRecord]]:
    wanted = select(MilestoneMove).where(MilestoneMove.project_id.in_(keys)).order_by(MilestoneMove.number)
    found: dict[int, dict[str, MoveRecord]] = {}
    for row in db.session.scalars(wanted):
        last = MoveRecord(row.milestone, row.forecast_on, row.actual_on, row.reason)
        found.setdefault(row.project_id, {})[row.milestone] = last
    return found


def _scores(keys: Sequence[int]) -> dict[int, dict[str, ScoreRecord]]:
    wanted = select(CriterionScore).where(CriterionScore.project_id.in_(keys)).order_by(CriterionScore.number)
    found: dict[int, dict[str, ScoreRecord]] = {}
    for row in db.session.scalars(wanted):
        last = ScoreRecord(row.criterion, Verdict(row.verdict), row.result, row.measured_on)
        found.setdefault(row.project_id, {})[row.criterion] = last
    return found


def _phases(keys: Sequence[int]) -> dict[int, Phase]:
    wanted = select(ProjectUpdate.project_id, ProjectUpdate.phase).where(ProjectUpdate.project_id.in_(keys))
    return {row.project_id: Phase(row.phase) for row in db.session.execute(wanted.order_by(ProjectUpdate.number))}


def last_number(kind: type[MilestoneMove] | type[CriterionScore], project_id: int) -> int:
    """The number of the newest move or score of a project; 0 before the first."""
    return db.session.scalar(select(func.max(kind.number)).where(kind.project_id == project_id)) or 0

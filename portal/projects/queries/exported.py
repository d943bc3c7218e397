"""Reads of projects in full, as exports hand them on: a handful of statements, however many projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.imports.records import PageRecord
from portal.projects.models import (
    Condition,
    CriterionScore,
    Goal,
    MilestoneMove,
    Partner,
    PartnerKind,
    Phase,
    Project,
    ProjectUpdate,
    SheetVersion,
    SignOff,
    SignOffAnswer,
    Verdict,
)
from portal.projects.queries.imported import topics_of
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.shapes import Sheet

PER_PACKAGE = 500


@dataclass(frozen=True)
class ExportedPartner:
    """A partner as exports name it."""

    slug: str
    name: str
    kind: PartnerKind
    about: Translated
    website: str
    external_id: str


@dataclass(frozen=True)
class ExportedMove:
    """One thing said of a milestone."""

    milestone: str
    forecast_on: date | None
    actual_on: date | None
    reason: Translated
    posted_at: datetime


@dataclass(frozen=True)
class ExportedScore:
    """One score of a criterion."""

    criterion: str
    verdict: Verdict
    result: Translated
    measured_on: date | None
    posted_at: datetime


@dataclass(frozen=True)
class ExportedSignOff:
    """A partner's answer to a version."""

    version: int
    partner: str
    answer: SignOffAnswer
    words: str
    signed_by: str
    role: str
    signed_at: datetime


@dataclass(frozen=True)
class ExportedUpdate:
    """The newest status update."""

    phase: Phase
    condition: Condition
    text: Translated
    posted_at: datetime


@dataclass(frozen=True)
class ExportedGoal:
    """The goal that a sheet names."""

    slug: str
    title: Translated
    text: Translated
    indicator: Translated
    retired: bool


@dataclass(frozen=True)
class ExportedProject:
    """One project with its newest sheet and all that was noted beside it."""

    id: int
    slug: str
    page: PageRecord
    illustrative: bool
    attribution: Translated
    source: str | None
    external_id: str | None
    source_status: str
    frozen_at: datetime | None
    changed_at: datetime
    sheet: Sheet = field(default_factory=Sheet)
    version: int = 0
    published_at: datetime | None = None
    goal: ExportedGoal | None = None
    partners: tuple[ExportedPartner, ...] = ()
    moves: tuple[ExportedMove, ...] = ()
    scores: tuple[ExportedScore, ...] = ()
    sign_offs: tuple[ExportedSignOff, ...] = ()
    update: ExportedUpdate | None = None

    @property
    def updated_at(self) -> datetime:
        """When anything of it was last said."""
        posted = [self.update.posted_at] if self.update else []
        moved, scored = [each.posted_at for each in self.moves], [each.posted_at for each in self.scores]
        return max([self.changed_at, *posted, *moved, *scored])


def exported_project(slug: str) -> ExportedProject | None:
    """One project by its slug."""
    return next(iter(_exported(db.session.scalars(select(Project).where(Project.slug == slug)).all())), None)


def exported_page(after: int = 0) -> tuple[list[ExportedProject], int | None]:
    """The next projects in the order in which they came, and after which one to go on; None: these are the last."""
    wanted = select(Project).where(Project.id > after).order_by(Project.id).limit(PER_PACKAGE + 1)
    rows = db.session.scalars(wanted).all()
    more = rows[PER_PACKAGE - 1].id if len(rows) > PER_PACKAGE else None
    return _exported(rows[:PER_PACKAGE]), more


def _exported(rows: Sequence[Project]) -> list[ExportedProject]:
    keys = [row.id for row in rows]
    topics, versions = topics_of(keys), _newest(SheetVersion, keys)
    updates, moves, scores = _newest(ProjectUpdate, keys), _moves(keys), _scores(keys)
    sheets = {key: sheet_from(version.content) for key, version in versions.items()}
    partners = _partners(sheets.values())
    goals = _goals(sheets.values())
    signed = _sign_offs([version.id for version in versions.values()])
    found = []
    for row in rows:
        project = replace(
            _project(row, topics.get(row.id, ())),
            moves=tuple(moves[row.id]),
            scores=tuple(scores[row.id]),
            update=_update(updates.get(row.id)),
        )
        if row.id in versions:
            version, sheet = versions[row.id], sheets[row.id]
            project = replace(
                project,
                sheet=sheet,
                version=version.number,
                published_at=version.published_at,
                goal=goals.get(sheet.goal),
                partners=tuple(partners[part.partner] for part in sheet.partners if part.partner in partners),
                sign_offs=tuple(signed[version.id]),
            )
        found.append(project)
    return found


def _project(row: Project, topics: tuple[str, ...]) -> ExportedProject:
    return ExportedProject(
        id=row.id,
        slug=row.slug,
        page=PageRecord(row.title, row.summary, row.body, row.area, row.address, row.geometry, topics),
        illustrative=row.illustrative,
        attribution=row.attribution,
        source=row.source,
        external_id=row.external_id,
        source_status=row.source_status,
        frozen_at=row.criteria_frozen_at,
        changed_at=row.changed_at,
    )


def _newest(kind: Any, keys: Sequence[int]) -> dict[int, Any]:
    """The row with the highest number of every project."""
    last = (
        select(kind.project_id, func.max(kind.number).label("number"))
        .where(kind.project_id.in_(keys))
        .group_by(kind.project_id)
        .subquery()
    )
    same = (kind.project_id == last.c.project_id) & (kind.number == last.c.number)
    return {row.project_id: row for row in db.session.scalars(select(kind).join(last, same))}


def _update(row: ProjectUpdate | None) -> ExportedUpdate | None:
    return ExportedUpdate(Phase(row.phase), Condition(row.condition), row.text, row.posted_at) if row else None


def _partners(sheets: Iterable[Sheet]) -> dict[str, ExportedPartner]:
    slugs = {part.partner for sheet in sheets for part in sheet.partners}
    rows = db.session.scalars(select(Partner).where(Partner.slug.in_(slugs)))
    return {
        row.slug: ExportedPartner(
            row.slug, row.name, PartnerKind(row.kind), row.about, row.website, row.external_id or ""
        )
        for row in rows
    }


def _goals(sheets: Iterable[Sheet]) -> dict[str, ExportedGoal]:
    slugs = {sheet.goal for sheet in sheets if sheet.goal}
    rows = db.session.scalars(select(Goal).where(Goal.slug.in_(slugs)))
    return {row.slug: ExportedGoal(row.slug, row.title, row.text, row.indicator, row.retired) for row in rows}


def _moves(keys: Sequence[int]) -> Mapping[int, list[ExportedMove]]:
    found: dict[int, list[ExportedMove]] = defaultdict(list)
    wanted = select(MilestoneMove).where(MilestoneMove.project_id.in_(keys)).order_by(MilestoneMove.number)
    for row in db.session.scalars(wanted):
        move = ExportedMove(row.milestone, row.forecast_on, row.actual_on, row.reason, row.posted_at)
        found[row.project_id].append(move)
    return found


def _scores(keys: Sequence[int]) -> Mapping[int, list[ExportedScore]]:
    found: dict[int, list[ExportedScore]] = defaultdict(list)
    wanted = select(CriterionScore).where(CriterionScore.project_id.in_(keys)).order_by(CriterionScore.number)
    for row in db.session.scalars(wanted):
        score = ExportedScore(row.criterion, Verdict(row.verdict), row.result, row.measured_on, row.posted_at)
        found[row.project_id].append(score)
    return found


def _sign_offs(versions: Sequence[int]) -> Mapping[int, list[ExportedSignOff]]:
    found: dict[int, list[ExportedSignOff]] = defaultdict(list)
    wanted = (
        select(SignOff, SheetVersion.number, Partner.slug)
        .join(SheetVersion, SheetVersion.id == SignOff.version_id)
        .join(Partner, Partner.id == SignOff.partner_id)
        .where(SignOff.version_id.in_(versions))
        .order_by(SignOff.id)
    )
    for row, number, slug in db.session.execute(wanted):
        answer = SignOffAnswer(row.answer)
        signed = ExportedSignOff(number, slug, answer, row.words, row.signed_by, row.role, row.signed_at)
        found[row.version_id].append(signed)
    return found

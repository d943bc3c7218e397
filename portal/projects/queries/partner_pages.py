"""Partners as pages show them: lists, and one partner with its projects and its answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from portal.core.db import db
from portal.core.paging import Page
from portal.core.translated import Translated
from portal.projects.models import (
    Partner,
    PartnerKind,
    Project,
    ProjectPartner,
    SheetVersion,
    SignOff,
)
from portal.projects.queries.signing import SigningLine, answered_line
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.shapes import Part

PARTNERS_ON_A_PAGE = 50


@dataclass(frozen=True)
class PartnerFacts:
    """One partner as its page shows it."""

    id: int
    slug: str
    name: str
    kind: PartnerKind
    about: Translated
    website: str
    illustrative: bool
    attribution: Translated


@dataclass(frozen=True)
class PartnerLine:
    """One partner as lists show it. `projects` is how many it takes part in."""

    slug: str
    name: str
    kind: PartnerKind
    projects: int
    illustrative: bool
    attribution: Translated


@dataclass(frozen=True)
class PartLine:
    """A partner's part in a project, as the newest version of the sheet says it."""

    project: str
    title: Translated
    number: int
    part: Part
    illustrative: bool
    attribution: Translated


@dataclass(frozen=True)
class SignedLine:
    """A partner's answer to a version of a project's sheet."""

    project: str
    title: Translated
    number: int
    line: SigningLine


def partner_facts(slug: str) -> PartnerFacts | None:
    """A partner by its address."""
    row = partner_by_slug(slug)
    if row is None:
        return None
    return PartnerFacts(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=PartnerKind(row.kind),
        about=row.about,
        website=row.website,
        illustrative=row.illustrative,
        attribution=row.attribution,
    )


def partner_by_slug(slug: str) -> Partner | None:
    """The partner itself, for use cases."""
    return db.session.scalar(select(Partner).where(Partner.slug == slug))


def partners_named(name: str) -> list[Partner]:
    """The partners themselves whose name is this one, whatever its case and blank space, for use cases."""
    rows = db.session.execute(select(Partner.id, Partner.name))
    ids = [row.id for row in rows if _folded(row.name) == _folded(name)]
    return list(db.session.scalars(select(Partner).where(Partner.id.in_(ids)).order_by(Partner.id))) if ids else []


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def partners_page(kind: PartnerKind | None = None, after: str = "") -> Page[PartnerLine]:
    """A page of partners by kind and name, of one `kind` or all; `after` is the slug of the last one already seen."""
    rank, name = _rank(), func.lower(Partner.name)
    taking_part = (
        select(ProjectPartner.partner_id, func.count().label("number")).group_by(ProjectPartner.partner_id).subquery()
    )
    wanted = select(Partner, func.coalesce(taking_part.c.number, 0)).outerjoin(
        taking_part, taking_part.c.partner_id == Partner.id
    )
    of_kind = [Partner.kind == kind] if kind else []
    total = db.session.scalar(select(func.count()).select_from(Partner).where(*of_kind)) or 0
    seen = db.session.execute(select(rank, name, Partner.id).where(Partner.slug == after)).first() if after else None
    if seen is not None:
        later_name = or_(name > seen[1], and_(name == seen[1], Partner.id > seen[2]))
        wanted = wanted.where(or_(rank > seen[0], and_(rank == seen[0], later_name)))
    rows = db.session.execute(
        wanted.where(*of_kind).order_by(rank, name, Partner.id).limit(PARTNERS_ON_A_PAGE + 1)
    ).all()
    lines = [_line(partner, projects) for partner, projects in rows[:PARTNERS_ON_A_PAGE]]
    more = lines[-1].slug if len(rows) > PARTNERS_ON_A_PAGE else None
    return Page(lines, total, more, first_page=seen is None)


def _rank() -> ColumnElement[int]:
    return case({kind.value: place for place, kind in enumerate(PartnerKind)}, value=Partner.kind, else_=99)


def _line(row: Partner, projects: int) -> PartnerLine:
    return PartnerLine(row.slug, row.name, PartnerKind(row.kind), projects, row.illustrative, row.attribution)


def part_lines(partner: PartnerFacts) -> list[PartLine]:
    """What a partner does in each of its projects, the one with the newest sheet first."""
    later = aliased(SheetVersion)
    newer = select(later.id).where(later.project_id == SheetVersion.project_id, later.number > SheetVersion.number)
    rows = db.session.execute(
        select(Project, SheetVersion.number, SheetVersion.content["partners"].label("parts"))
        .join(ProjectPartner, ProjectPartner.project_id == Project.id)
        .join(SheetVersion, SheetVersion.project_id == Project.id)
        .where(ProjectPartner.partner_id == partner.id, ~newer.exists())
        .order_by(SheetVersion.published_at.desc(), Project.id)
    )
    return [
        PartLine(project.slug, project.title, number, part, project.illustrative, project.attribution)
        for project, number, parts in rows
        for part in sheet_from({"partners": parts}).partners
        if part.partner == partner.slug
    ]


def signed_lines(partner: PartnerFacts) -> list[SignedLine]:
    """Every answer of a partner, the newest first."""
    rows = db.session.execute(
        select(SignOff, Project.slug, Project.title, SheetVersion.number)
        .join(SheetVersion, SheetVersion.id == SignOff.version_id)
        .join(Project, Project.id == SheetVersion.project_id)
        .where(SignOff.partner_id == partner.id)
        .order_by(SignOff.signed_at.desc(), SignOff.id.desc())
    )
    return [
        SignedLine(slug, title, number, answered_line(partner.slug, partner.name, answer))
        for answer, slug, title, number in rows
    ]

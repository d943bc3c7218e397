"""Reads of project sheets: versions, the draft, and what was noted beside the newest version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import Project, SheetVersion
from portal.projects.sheets.contents import sheet_from, sheet_text
from portal.projects.sheets.shapes import Sheet


@dataclass(frozen=True)
class VersionLine:
    """One version of a sheet as lists show it. `record_seq` is its entry in the public record."""

    number: int
    reason: Translated
    published_at: datetime
    record_seq: int


@dataclass(frozen=True)
class SheetPage:
    """One version of a sheet as its page shows it. `partner_names` are those of its day, by slug."""

    id: int
    number: int
    newest: int
    title: Translated
    sheet: Sheet
    reason: Translated
    published_at: datetime
    record_seq: int
    partner_names: dict[str, str]


def newest_sheet(project_id: int) -> SheetVersion | None:
    """The newest version itself, for use cases."""
    wanted = select(SheetVersion).where(SheetVersion.project_id == project_id)
    return db.session.scalar(wanted.order_by(SheetVersion.number.desc()).limit(1))


def sheet_version(project_id: int, number: int) -> SheetVersion | None:
    """One version itself, for use cases."""
    return db.session.scalar(
        select(SheetVersion).where(SheetVersion.project_id == project_id, SheetVersion.number == number)
    )


def sheet_page(project_id: int, number: int | None = None) -> SheetPage | None:
    """One version of a project's sheet, the newest unless a number is given; None where there is none."""
    newest = newest_sheet(project_id)
    if newest is None:
        return None
    row = newest if number in {None, newest.number} else sheet_version(project_id, number or 0)
    if row is None:
        return None
    return SheetPage(
        id=row.id,
        number=row.number,
        newest=newest.number,
        title=Translated(row.content["title"]),
        sheet=sheet_from(row.content),
        reason=row.reason,
        published_at=row.published_at,
        record_seq=row.record_seq,
        partner_names=row.content["partner_names"],
    )


def sheet_versions(project_id: int) -> list[VersionLine]:
    """Every version of a project's sheet, the newest first."""
    wanted = select(SheetVersion.number, SheetVersion.reason, SheetVersion.published_at, SheetVersion.record_seq)
    rows = db.session.execute(wanted.where(SheetVersion.project_id == project_id).order_by(SheetVersion.number.desc()))
    return [VersionLine(*row) for row in rows]


def written_sheet(project: Project) -> Sheet:
    """What is written of a sheet and not published; else the newest version; else an empty sheet."""
    if project.sheet_draft is not None:
        return sheet_from(project.sheet_draft)
    newest = newest_sheet(project.id)
    return sheet_from(newest.content) if newest else Sheet()


def sheet_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the versions `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    rows = db.session.execute(
        select(Project.slug, SheetVersion.number, SheetVersion.content)
        .join(Project, Project.id == SheetVersion.project_id)
        .where(Project.slug.in_({key.partition("/")[0] for key in wanted}))
    )
    texts = {f"{row.slug}/{row.number}": row.content for row in rows}
    return {key: sheet_text(content) for key, content in texts.items() if key in wanted}

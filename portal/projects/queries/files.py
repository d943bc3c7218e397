"""Files of projects: one to hand out, those that wait at the desk, and what the sweep must leave alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select

from portal.core import base32
from portal.core.addresses import key_text
from portal.core.db import db
from portal.projects.evidence import FileCard, file_card
from portal.projects.models import FileKind, Project, ProjectFile

MOST_OFFERED = 50


@dataclass(frozen=True)
class StoredFile:
    """A file with what it takes to hand it out."""

    card: FileCard
    file_key: str
    small_key: str | None
    filename: str


def project_file(slug: str, file_id: int, *, posted: bool) -> StoredFile | None:
    """A file of the project `slug`; with `posted` only one that is public, else also one that a clerk sent."""
    wanted = (
        select(ProjectFile)
        .join(Project, Project.id == ProjectFile.project_id)
        .where(Project.slug == slug, ProjectFile.id == file_id)
    )
    seen = ProjectFile.posted_at.is_not(None)
    row = db.session.scalar(wanted.where(seen if posted else seen | ProjectFile.partner_id.is_(None)))
    return stored_file(row) if row else None


def stored_file(row: ProjectFile) -> StoredFile:
    """What it takes to hand out a file."""
    return StoredFile(file_card(row), row.file_key, row.small_key, row.filename)


def files_by_key(keys: Iterable[str]) -> dict[str, FileCard]:
    """The files with these keys."""
    wanted = {base32.decode(base32.tidy(key)) for key in keys}
    if not wanted:
        return {}
    rows = db.session.scalars(select(ProjectFile).where(ProjectFile.id.in_(wanted)))
    return {key_text(row.id): file_card(row) for row in rows}


def waiting_photos(project_id: int) -> list[FileCard]:
    """The photos of a project that a clerk sent and that are not public yet, the oldest first."""
    wanted = select(ProjectFile).where(
        ProjectFile.project_id == project_id,
        ProjectFile.kind == FileKind.PHOTO,
        ProjectFile.posted_at.is_(None),
        ProjectFile.partner_id.is_(None),
    )
    return [file_card(row) for row in db.session.scalars(wanted.order_by(ProjectFile.uploaded_at, ProjectFile.id))]


def papers_offered(project_id: int) -> list[FileCard]:
    """The papers of a project that an update may show, the newest first: public ones, and those a clerk sent."""
    wanted = select(ProjectFile).where(
        ProjectFile.project_id == project_id,
        ProjectFile.kind == FileKind.PAPER,
        ProjectFile.posted_at.is_not(None) | ProjectFile.partner_id.is_(None),
    )
    newest_first = wanted.order_by(ProjectFile.uploaded_at.desc(), ProjectFile.id).limit(MOST_OFFERED)
    return [file_card(row) for row in db.session.scalars(newest_first)]


def files_for_change(project_id: int, ids: Iterable[int]) -> dict[int, ProjectFile]:
    """The rows of a project's files with these ids, for use cases."""
    wanted = select(ProjectFile).where(ProjectFile.project_id == project_id, ProjectFile.id.in_(set(ids)))
    return {row.id: row for row in db.session.scalars(wanted)}


def same_file(project_id: int, kind: FileKind, sha256: str, partner_id: int | None) -> ProjectFile | None:
    """A file that holds the same bytes: a form sent twice. A photo that is public has its words, so it is another."""
    wanted = select(ProjectFile).where(
        ProjectFile.project_id == project_id,
        ProjectFile.kind == kind,
        ProjectFile.sha256 == sha256,
        or_(ProjectFile.posted_at.is_(None), ProjectFile.kind == FileKind.PAPER),
        ProjectFile.partner_id.is_(None) if partner_id is None else ProjectFile.partner_id == partner_id,
    )
    return db.session.scalars(wanted.order_by(ProjectFile.id).limit(1)).first()


def waiting_count(project_id: int, partner_id: int | None = None) -> int:
    """How many files of a project that a clerk, or this partner, sent are not public yet."""
    sender = ProjectFile.partner_id.is_(None) if partner_id is None else ProjectFile.partner_id == partner_id
    waiting = (ProjectFile.project_id == project_id, ProjectFile.posted_at.is_(None), sender)
    return db.session.scalar(select(func.count()).select_from(ProjectFile).where(*waiting)) or 0


def stored_keys() -> set[str]:
    """The keys of all files on the disk that files of projects name."""
    rows = db.session.execute(select(ProjectFile.file_key, ProjectFile.small_key))
    return {key for row in rows for key in row if key}


def forget_waiting(before: datetime, kept: Collection[int]) -> None:
    """Remove files that were sent before `before` and never became public; the sweep takes their bytes. `kept`: not
    these.
    """
    waiting = (ProjectFile.posted_at.is_(None), ProjectFile.uploaded_at < before)
    ids = set(db.session.scalars(select(ProjectFile.id).where(*waiting))) - set(kept)
    db.session.execute(delete(ProjectFile).where(ProjectFile.id.in_(ids)))

"""Reads of projects and their updates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import rfc8785
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.projects.models import CommentWindow, Condition, Phase, Project, ProjectUpdate, comment_window

PAGE_SIZE = 20


@dataclass(frozen=True)
class UpdateCard:
    """One status update."""

    number: int
    phase: Phase
    condition: Condition
    text: Translated
    posted_at: datetime


@dataclass(frozen=True)
class ProjectSheet:
    """One project as its page shows it."""

    id: int
    slug: str
    title: Translated
    summary: Translated
    body: Translated
    area: str
    comments_open_at: datetime | None
    comments_close_at: datetime | None
    window: CommentWindow
    illustrative: bool
    attribution: Translated
    changed_at: datetime


@dataclass(frozen=True)
class ProjectLine:
    """One project as lists show it, with where it stands."""

    id: int
    slug: str
    title: Translated
    summary: Translated
    area: str
    phase: Phase | None
    condition: Condition | None
    last_update_at: datetime | None
    window: CommentWindow
    comments_close_at: datetime | None
    illustrative: bool
    attribution: Translated


def project_by_slug(slug: str) -> Project | None:
    """The project itself, for use cases."""
    return db.session.scalar(select(Project).where(Project.slug == slug))


def project_for_change(slug: str) -> Project | None:
    """The project itself, locked until the transaction ends, for a use case that changes it."""
    wanted = select(Project).where(Project.slug == slug).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def titles(slugs: Iterable[str]) -> dict[str, Translated]:
    """The titles of the projects with these slugs; unknown ones are left out."""
    wanted = set(slugs)
    if not wanted:
        return {}
    rows = db.session.execute(select(Project.slug, Project.title).where(Project.slug.in_(wanted)))
    return {row.slug: row.title for row in rows}


def sheet(slug: str) -> ProjectSheet | None:
    """A project by its address."""
    row = project_by_slug(slug)
    return _sheet(row) if row else None


def _sheet(row: Project) -> ProjectSheet:
    return ProjectSheet(
        id=row.id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        body=row.body,
        area=row.area,
        comments_open_at=row.comments_open_at,
        comments_close_at=row.comments_close_at,
        window=row.comment_window(now()),
        illustrative=row.illustrative,
        attribution=row.attribution,
        changed_at=row.changed_at,
    )


def updates(project_id: int) -> list[UpdateCard]:
    """A project's status updates, newest first."""
    rows = db.session.scalars(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id).order_by(ProjectUpdate.number.desc())
    )
    return [_update_card(row) for row in rows]


def update(project_id: int, number: int) -> UpdateCard | None:
    """One status update by its number."""
    row = db.session.scalar(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id, ProjectUpdate.number == number)
    )
    return _update_card(row) if row else None


def last_update_number(project_id: int) -> int:
    """The number of the newest update; 0 before the first."""
    newest = select(func.max(ProjectUpdate.number)).where(ProjectUpdate.project_id == project_id)
    return db.session.scalar(newest) or 0


def _update_card(row: ProjectUpdate) -> UpdateCard:
    return UpdateCard(row.number, Phase(row.phase), Condition(row.condition), row.text, row.posted_at)


def update_text(phase: Phase, condition: Condition, text: Translated) -> str:
    """What the public record commits to for an update: RFC 8785 JSON of its phase, condition and text."""
    return rfc8785.dumps({"condition": condition.value, "phase": phase.value, "text": dict(text)}).decode()


def update_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the updates `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    slugs = {key.partition("/")[0] for key in wanted}
    rows = db.session.execute(
        select(Project.slug, ProjectUpdate)
        .join(Project, Project.id == ProjectUpdate.project_id)
        .where(Project.slug.in_(slugs))
    )
    texts = {
        f"{slug}/{row.number}": update_text(Phase(row.phase), Condition(row.condition), row.text) for slug, row in rows
    }
    return {key: text for key, text in texts.items() if key in wanted}


def _lines() -> Select[Project, ProjectUpdate]:
    newest = (
        select(ProjectUpdate.project_id, func.max(ProjectUpdate.number).label("number"))
        .group_by(ProjectUpdate.project_id)
        .subquery()
    )
    return (
        select(Project, ProjectUpdate)
        .outerjoin(newest, newest.c.project_id == Project.id)
        .outerjoin(
            ProjectUpdate,
            (ProjectUpdate.project_id == newest.c.project_id) & (ProjectUpdate.number == newest.c.number),
        )
    )


def _heard_at() -> ColumnElement[datetime]:
    """When a project said something last: its newest update, or its own beginning."""
    return func.coalesce(ProjectUpdate.posted_at, Project.created_at)


def _newest_first(wanted: Select[Project, ProjectUpdate]) -> Select[Project, ProjectUpdate]:
    return wanted.order_by(_heard_at().desc(), Project.id.desc())


def project_lines() -> list[ProjectLine]:
    """Every project; the one that said something last comes first."""
    return [_line(project, latest) for project, latest in db.session.execute(_newest_first(_lines()))]


def project_page(
    *, phase: Phase | None = None, window: CommentWindow | None = None, after: Cursor | None = None
) -> Page[ProjectLine]:
    """A page of the projects in `phase` and with `window`; the one that said something last comes first."""
    wanted = _lines()
    if phase is not None:
        wanted = wanted.where(ProjectUpdate.phase == phase)
    if window is not None:
        wanted = wanted.where(in_window(window, now()))
    ids = wanted.with_only_columns(Project.id).subquery()
    total = db.session.scalar(select(func.count()).select_from(ids))
    if after is not None:
        same_time = and_(_heard_at() == after.at, Project.id < after.id)
        wanted = wanted.where(or_(_heard_at() < after.at, same_time))
    rows = db.session.execute(_newest_first(wanted).limit(PAGE_SIZE + 1)).all()
    lines = [_line(project, latest) for project, latest in rows[:PAGE_SIZE]]
    more = str(_cursor(*rows[PAGE_SIZE - 1])) if len(rows) > PAGE_SIZE else None
    return Page(lines, total or 0, more, first_page=after is None)


def _cursor(project: Project, latest: ProjectUpdate | None) -> Cursor:
    return Cursor(latest.posted_at if latest else project.created_at, project.id)


def in_window(window: CommentWindow, at: datetime) -> ColumnElement[bool]:
    """The twin of `models.comment_window` in SQL: whether the state of comments at `at` is `window`."""
    opens, closes = Project.comments_open_at, Project.comments_close_at
    return {
        CommentWindow.NONE: opens.is_(None),
        CommentWindow.UPCOMING: opens > at,
        CommentWindow.OPEN: and_(opens <= at, or_(closes.is_(None), closes > at)),
        CommentWindow.CLOSED: and_(opens <= at, closes <= at),
    }[window]


def _line(project: Project, latest: ProjectUpdate | None) -> ProjectLine:
    return ProjectLine(
        id=project.id,
        slug=project.slug,
        title=project.title,
        summary=project.summary,
        area=project.area,
        phase=Phase(latest.phase) if latest else None,
        condition=Condition(latest.condition) if latest else None,
        last_update_at=latest.posted_at if latest else None,
        window=comment_window(project.comments_open_at, project.comments_close_at, now()),
        comments_close_at=project.comments_close_at,
        illustrative=project.illustrative,
        attribution=project.attribution,
    )

"""Projects as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.projects.models import CommentWindow, Condition, Phase, Project, ProjectUpdate, comment_window
from portal.projects.queries.silence import silent_days

PAGE_SIZE = 20


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
    silent_days: int | None
    window: CommentWindow
    comments_close_at: datetime | None
    illustrative: bool
    attribution: Translated


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


def lines_page(
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
        silent_days=silent_days(
            latest.posted_at if latest else project.created_at, Phase(latest.phase) if latest else None
        ),
        window=comment_window(project.comments_open_at, project.comments_close_at, now()),
        comments_close_at=project.comments_close_at,
        illustrative=project.illustrative,
        attribution=project.attribution,
    )

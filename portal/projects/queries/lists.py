"""Projects as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.projects.models import CommentWindow, Condition, Phase, Project, ProjectUpdate, comment_window
from portal.projects.queries.filters import Filters, fitting, heard_at, in_window
from portal.projects.queries.silence import silent_days

PAGE_SIZE = 20
EVERY = Filters()


@dataclass(frozen=True)
class ProjectLine:
    """One project as lists show it, with where it stands.

    `update` is the number of its newest update and `news` the text; `has_goal` tells whether it serves a goal.
    """

    id: int
    slug: str
    title: Translated
    summary: Translated
    area: str
    phase: Phase | None
    condition: Condition | None
    update: int | None
    news: Translated
    last_update_at: datetime | None
    silent_days: int | None
    window: CommentWindow
    comments_open_at: datetime | None
    comments_close_at: datetime | None
    illustrative: bool
    attribution: Translated
    created_at: datetime
    has_goal: bool

    @property
    def heard_at(self) -> datetime:
        """When it said something last: its newest update, or its own beginning."""
        return self.last_update_at or self.created_at


def with_newest(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """`wanted`, a selection of projects, joined with the newest update of each, if it has one."""
    newest = (
        select(ProjectUpdate.project_id, func.max(ProjectUpdate.number).label("number"))
        .group_by(ProjectUpdate.project_id)
        .subquery()
    )
    return wanted.outerjoin(newest, newest.c.project_id == Project.id).outerjoin(
        ProjectUpdate,
        (ProjectUpdate.project_id == newest.c.project_id) & (ProjectUpdate.number == newest.c.number),
    )


def _lines(filters: Filters) -> Select[*tuple[Any, ...]]:
    # columns, not whole projects: those carry pages of text, drafts and outlines that no list shows
    wanted = select(
        Project.id,
        Project.slug,
        Project.title,
        Project.summary,
        Project.area,
        Project.comments_open_at,
        Project.comments_close_at,
        Project.illustrative,
        Project.attribution,
        Project.created_at,
        Project.goal_id,
        ProjectUpdate.number,
        ProjectUpdate.phase,
        ProjectUpdate.condition,
        ProjectUpdate.text,
        ProjectUpdate.posted_at,
    ).select_from(Project)
    return with_newest(wanted).where(*fitting(filters))


def _newest_first(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return wanted.order_by(heard_at().desc(), Project.id.desc())


def project_lines(filters: Filters = EVERY, most: int | None = None) -> list[ProjectLine]:
    """The projects that fit, at most so many; the one that said something last comes first."""
    return [_line(row) for row in db.session.execute(_newest_first(_lines(filters)).limit(most))]


def open_lines(most: int) -> list[ProjectLine]:
    """Projects that take comments, at most so many; those that close next come first."""
    wanted = _lines(Filters(window=CommentWindow.OPEN))
    closing = Project.comments_close_at.asc().nulls_last()
    return [_line(row) for row in db.session.execute(wanted.order_by(closing, Project.id.desc()).limit(most))]


def closed_lines(most: int) -> list[ProjectLine]:
    """Projects that take no comments now, at most so many; the one that said something last comes first."""
    others = or_(*(in_window(window, now()) for window in CommentWindow if window is not CommentWindow.OPEN))
    return [_line(row) for row in db.session.execute(_newest_first(_lines(EVERY).where(others)).limit(most))]


def project_count(filters: Filters = EVERY) -> int:
    """How many projects fit."""
    wanted = with_newest(select(Project.id)).where(*fitting(filters)).subquery()
    return db.session.scalar(select(func.count()).select_from(wanted)) or 0


def lines_page(filters: Filters = EVERY, after: Cursor | None = None, size: int = PAGE_SIZE) -> Page[ProjectLine]:
    """A page of the projects that fit; the one that said something last comes first."""
    wanted = _lines(filters)
    if after is not None:
        same_time = and_(heard_at() == after.at, Project.id < after.id)
        wanted = wanted.where(or_(heard_at() < after.at, same_time))
    lines = [_line(row) for row in db.session.execute(_newest_first(wanted).limit(size + 1))]
    last = lines[size - 1] if len(lines) > size else None
    more = str(Cursor(last.heard_at, last.id)) if last else None
    return Page(lines[:size], project_count(filters), more, first_page=after is None)


def _line(row: Row[*tuple[Any, ...]]) -> ProjectLine:
    return ProjectLine(
        id=row.id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        area=row.area,
        phase=Phase(row.phase) if row.phase else None,
        condition=Condition(row.condition) if row.condition else None,
        update=row.number,
        news=row.text or Translated(),
        last_update_at=row.posted_at,
        silent_days=silent_days(row.posted_at or row.created_at, Phase(row.phase) if row.phase else None),
        window=comment_window(row.comments_open_at, row.comments_close_at, now()),
        comments_open_at=row.comments_open_at,
        comments_close_at=row.comments_close_at,
        illustrative=row.illustrative,
        attribution=row.attribution,
        created_at=row.created_at,
        has_goal=row.goal_id is not None,
    )

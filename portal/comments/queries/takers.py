"""What a comment that was taken down can be about: all that takes comments, or did so lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from portal.comments.targets import TargetKey
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.queries import visible_to
from portal.projects.models import CommentWindow, Project, ProjectUpdate

LATELY = timedelta(days=60)
MOST = 300  # of each kind: a longer list helps nobody; an address can still name any


@dataclass(frozen=True)
class Taker:
    """A project, an update (titled as its project) or an agenda item with its meeting, and whether it is open now."""

    key: TargetKey
    title: Translated
    meeting: Translated | None
    is_open: bool
    closes_at: datetime | None


def takers() -> list[Taker]:
    """Those that are open first, then those that closed in the last 60 days."""
    found = [*_projects(), *_updates(), *_items()]
    return sorted(found, key=lambda taker: not taker.is_open)


def _lately_open() -> ColumnElement[bool]:
    closes = Project.comments_close_at
    return and_(Project.comments_open_at <= now(), or_(closes.is_(None), closes > now() - LATELY))


def _projects() -> list[Taker]:
    rows = db.session.scalars(select(Project).where(_lately_open()).order_by(Project.slug).limit(MOST))
    return [_of_project(TargetKey(row.slug), row) for row in rows]


def _updates() -> list[Taker]:
    rows = db.session.execute(
        select(ProjectUpdate.number, Project)
        .join(Project, Project.id == ProjectUpdate.project_id)
        .where(_lately_open(), ProjectUpdate.posted_at > now() - LATELY)
        .order_by(Project.slug, ProjectUpdate.number.desc())
        .limit(MOST)
    )
    return [_of_project(TargetKey(project.slug, update=number), project) for number, project in rows]


def _of_project(key: TargetKey, project: Project) -> Taker:
    return Taker(key, project.title, None, _is_open(project.comment_window(now())), project.comments_close_at)


def _items() -> list[Taker]:
    rows = db.session.execute(
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(visible_to(VISITOR), Meeting.starts_at > now() - LATELY)
        .order_by(Meeting.starts_at, Meeting.id, AgendaItem.position)
        .limit(MOST)
    )
    return [
        Taker(
            key=TargetKey(meeting.slug, item.number),
            title=item.title,
            meeting=meeting.title,
            is_open=item.withdrawn_at is None and _is_open(meeting.comment_window(now())),
            closes_at=meeting.comments_end_at,
        )
        for item, meeting in rows
        if item.number is not None
    ]


def _is_open(window: CommentWindow) -> bool:
    return window is CommentWindow.OPEN

"""What waits for a ruling, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_

from portal.comments.models import Audience, Comment, FeedbackState
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.permissions import Actor
from portal.core.translated import Text, Translated
from portal.feedback.queries import visible_to
from portal.moderation.hints import Hint, noticed
from portal.projects.models import Project

PAGE_SIZE = 20


@dataclass(frozen=True)
class WaitingItem:
    """One waiting comment with all that a moderator needs to rule on it."""

    id: int
    body: Text
    display_name: str
    audience: Audience | None
    area: str
    received_at: datetime
    project_slug: str
    project_title: Translated
    hints: tuple[Hint, ...]


@dataclass(frozen=True)
class ProjectCount:
    """How much waits on one project."""

    slug: str
    title: Translated
    count: int


def _waiting(actor: Actor) -> Select[Comment, Project]:
    return (
        select(Comment, Project)
        .join(Project, Project.id == Comment.project_id)
        .where(visible_to(actor), Comment.state == FeedbackState.PENDING)
    )


def waiting(actor: Actor, project: str | None = None, after: Cursor | None = None) -> Page[WaitingItem]:
    """A page of what waits (on one project), oldest first; `total` counts all of it, not only this page."""
    wanted = _waiting(actor)
    if project:
        wanted = wanted.where(Project.slug == project)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) > tuple_(after.at, after.id))
    oldest_first = wanted.order_by(Comment.received_at, Comment.id).limit(PAGE_SIZE + 1)
    rows = [(comment, about) for comment, about in db.session.execute(oldest_first)]
    items = _items(rows[:PAGE_SIZE])
    more = str(Cursor(items[-1].received_at, items[-1].id)) if len(rows) > PAGE_SIZE else None
    return Page(items, total, more, first_page=after is None)


def waiting_item(actor: Actor, comment_id: int) -> WaitingItem | None:
    """One comment that still waits."""
    row = db.session.execute(_waiting(actor).where(Comment.id == comment_id)).first()
    return _items([(row[0], row[1])])[0] if row else None


def _items(rows: Sequence[tuple[Comment, Project]]) -> list[WaitingItem]:
    first_sent = _first_sent([comment.body for comment, _ in rows])
    return [_item(comment, project, first_sent[comment.body]) for comment, project in rows]


def _first_sent(bodies: Sequence[str]) -> dict[str, datetime]:
    """When each of these texts, to the letter, came first: one pass over the table for a whole page."""
    if not bodies:
        return {}
    rows = db.session.execute(
        select(Comment.body, func.min(Comment.received_at)).where(Comment.body.in_(bodies)).group_by(Comment.body)
    )
    return dict(rows.all())


def _item(comment: Comment, project: Project, first_sent: datetime) -> WaitingItem:
    hints = noticed(comment.body)
    if first_sent < comment.received_at:
        hints += (Hint.SENT_BEFORE,)
    return WaitingItem(
        id=comment.id,
        body=Text(comment.body, comment.lang),
        display_name=comment.display_name,
        audience=Audience(comment.audience) if comment.audience else None,
        area=comment.area,
        received_at=comment.received_at,
        project_slug=project.slug,
        project_title=project.title,
        hints=hints,
    )


def waiting_by_project(actor: Actor) -> list[ProjectCount]:
    """The projects on which something waits, fullest first."""
    rows = db.session.execute(
        select(Project.slug, Project.title, func.count())
        .join(Comment, Comment.project_id == Project.id)
        .where(visible_to(actor), Comment.state == FeedbackState.PENDING)
        .group_by(Project.id)
        .order_by(func.count().desc(), Project.slug)
    )
    return [ProjectCount(slug, title, count) for slug, title, count in rows]


def waiting_count() -> int:
    """How much waits in all: a number only, which everybody may see."""
    counting = select(func.count()).where(Comment.state == FeedbackState.PENDING)
    return db.session.scalar(counting) or 0


def oldest_waiting() -> datetime | None:
    """When the comment that waits longest was received."""
    return db.session.scalar(select(func.min(Comment.received_at)).where(Comment.state == FeedbackState.PENDING))

"""What lists of projects can be narrowed to, as conditions in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from portal.core.clock import now
from portal.core.folding import asked
from portal.projects.models import (
    ENDED,
    CommentWindow,
    Condition,
    Goal,
    Partner,
    Phase,
    Project,
    ProjectPartner,
    ProjectTopic,
    ProjectUpdate,
    SheetVersion,
)
from portal.projects.queries.silence import silence_length


class Lacks(StrEnum):
    """What a project can be without: the desk looks for those."""

    GOAL = "goal"
    SHEET = "sheet"
    NEWS = "news"
    PLACE = "place"


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty: nothing. `goal` and `partner` are slugs, `words` must all be in a title."""

    words: str = ""
    phase: Phase | None = None
    condition: Condition | None = None
    window: CommentWindow | None = None
    goal: str = ""
    topic: str = ""
    area: str = ""
    partner: str = ""
    lacks: Lacks | None = None


def fitting(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on a project and its newest update that `filters` come to."""
    for word in asked(filters.words):
        yield Project.title_words.contains(word, autoescape=True)
    if filters.phase is not None:
        yield ProjectUpdate.phase == filters.phase
    if filters.condition is not None:
        yield in_condition(filters.condition)
    if filters.window is not None:
        yield in_window(filters.window, now())
    if filters.goal:
        yield Project.goal_id.in_(select(Goal.id).where(Goal.slug == filters.goal))
    if filters.topic:
        yield Project.id.in_(select(ProjectTopic.project_id).where(ProjectTopic.topic == filters.topic))
    if filters.area:
        yield Project.area == filters.area
    if filters.partner:
        taking_part = select(ProjectPartner.project_id).join(Partner, Partner.id == ProjectPartner.partner_id)
        yield Project.id.in_(taking_part.where(Partner.slug == filters.partner))
    if filters.lacks is not None:
        yield lacking(filters.lacks, now())


def in_condition(condition: Condition) -> ColumnElement[bool]:
    """Whether a project stands in `condition`; one that has ended stands in none."""
    return and_(ProjectUpdate.condition == condition, ProjectUpdate.phase.not_in(ENDED))


def in_window(window: CommentWindow, at: datetime) -> ColumnElement[bool]:
    """The twin of `models.comment_window` in SQL: whether the state of comments at `at` is `window`."""
    opens, closes = Project.comments_open_at, Project.comments_close_at
    return {
        CommentWindow.NONE: opens.is_(None),
        CommentWindow.UPCOMING: opens > at,
        CommentWindow.OPEN: and_(opens <= at, or_(closes.is_(None), closes > at)),
        CommentWindow.CLOSED: and_(opens <= at, closes <= at),
    }[window]


def heard_at() -> ColumnElement[datetime]:
    """When a project said something last: its newest update, or its own beginning."""
    return func.coalesce(ProjectUpdate.posted_at, Project.created_at)


def silent(at: datetime) -> ColumnElement[bool]:
    """The twin of `silence.silent_days` in SQL: whether nothing was said for too long at `at`."""
    days = silence_length()
    if not days:
        return false()
    return and_(heard_at() <= at - timedelta(days=days), func.coalesce(ProjectUpdate.phase, "").not_in(ENDED))


def lacking(lack: Lacks, at: datetime) -> ColumnElement[bool]:
    """Whether a project is without a goal, a published sheet, news of the last months while it goes on, or a place."""
    return {
        Lacks.GOAL: Project.goal_id.is_(None),
        Lacks.SHEET: Project.id.not_in(select(SheetVersion.project_id)),
        Lacks.NEWS: silent(at),
        Lacks.PLACE: Project.geometry.is_(None),
    }[lack]

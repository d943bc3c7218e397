"""How many comments are public, and what those on an agenda item say to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.comments.models import Comment, FeedbackState, Stance
from portal.comments.queries.targets import about
from portal.comments.targets import TargetKey
from portal.core.db import db
from portal.meetings.models import AgendaItem, AgendaItemProject, Meeting


@dataclass(frozen=True)
class StanceCounts:
    """How many published comments on an item support it, oppose it, do neither, or do not say; replies are none."""

    support: int
    oppose: int
    neutral: int
    unsaid: int


def stances(key: TargetKey) -> StanceCounts:
    """What the published comments on an item say to it."""
    rows = db.session.execute(
        select(Comment.stance, func.count())
        .where(about(key), Comment.state == FeedbackState.PUBLISHED, Comment.reply_to_id.is_(None))
        .group_by(Comment.stance)
    )
    return _counted(dict(rows.all()))


def stances_by_item(meeting_id: int) -> dict[int, StanceCounts]:
    """The same for each item of a meeting that has published comments, by its number."""
    rows = db.session.execute(
        select(AgendaItem.number, Comment.stance, func.count())
        .join(Comment, Comment.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting_id, Comment.state == FeedbackState.PUBLISHED)
        .where(Comment.reply_to_id.is_(None))
        .group_by(AgendaItem.number, Comment.stance)
    )
    found: dict[int, dict[Stance | None, int]] = {}
    for number, stance, count in rows:
        found.setdefault(number, {})[stance] = count
    return {number: _counted(counts) for number, counts in found.items()}


def _counted(found: Mapping[Stance | None, int]) -> StanceCounts:
    return StanceCounts(
        support=found.get(Stance.SUPPORT, 0),
        oppose=found.get(Stance.OPPOSE, 0),
        neutral=found.get(Stance.NEUTRAL, 0),
        unsaid=found.get(None, 0),
    )


def counts_by_project() -> dict[int, int]:
    """How many published comments each project has, by its id; those on agenda items are not among them."""
    rows = db.session.execute(
        select(Comment.project_id, func.count())
        .where(Comment.state == FeedbackState.PUBLISHED)
        .group_by(Comment.project_id)
    )
    return {project_id: number for project_id, number in rows if project_id is not None}


def counts_by_item(meeting_id: int) -> dict[int, int]:
    """How many published comments each item of a meeting has, by its number; items without any are left out."""
    rows = db.session.execute(
        select(AgendaItem.number, func.count())
        .join(Comment, Comment.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting_id, Comment.state == FeedbackState.PUBLISHED)
        .group_by(AgendaItem.number)
    )
    return {row[0]: row[1] for row in rows}


def counts_on_items_about(project_id: int) -> dict[tuple[str, int], int]:
    """How many published comments there are on the agenda items that link a project, by meeting and number."""
    rows = db.session.execute(
        select(Meeting.slug, AgendaItem.number, func.count())
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(AgendaItemProject, AgendaItemProject.item_id == AgendaItem.id)
        .join(Comment, Comment.agenda_item_id == AgendaItem.id)
        .where(AgendaItemProject.project_id == project_id, Comment.state == FeedbackState.PUBLISHED)
        .group_by(Meeting.slug, AgendaItem.number)
    )
    return {(row[0], row[1]): row[2] for row in rows}

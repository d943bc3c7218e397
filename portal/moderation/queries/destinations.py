"""Where a comment can be moved to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.comments.queries import TargetKey
from portal.core.db import db
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.queries import visible_to
from portal.projects.models import Project, ProjectUpdate

MOST_ITEMS = 200
MOST_UPDATES = 20


@dataclass(frozen=True)
class Destination:
    """A page that takes comments. `within` is the title of the meeting of an item."""

    key: TargetKey
    title: Translated
    within: Translated


def project_pages() -> list[Destination]:
    """Every project, by its address."""
    rows = db.session.execute(select(Project.slug, Project.title).order_by(Project.slug))
    return [Destination(TargetKey(row.slug), row.title, Translated()) for row in rows]


def item_pages() -> list[Destination]:
    """The items of posted meetings, the latest meeting first."""
    rows = db.session.execute(
        select(Meeting.slug, AgendaItem.number, AgendaItem.title, Meeting.title)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(visible_to(VISITOR), AgendaItem.withdrawn_at.is_(None))
        .order_by(Meeting.starts_at.desc(), Meeting.id, AgendaItem.number)
        .limit(MOST_ITEMS)
    )
    return [Destination(TargetKey(row[0], row[1]), row[2], row[3]) for row in rows]


def update_pages(project: str) -> list[Destination]:
    """The newest status updates of one project."""
    rows = db.session.execute(
        select(ProjectUpdate.number, Project.title)
        .join(Project, Project.id == ProjectUpdate.project_id)
        .where(Project.slug == project)
        .order_by(ProjectUpdate.number.desc())
        .limit(MOST_UPDATES)
    )
    return [Destination(TargetKey(project, update=row[0]), row[1], Translated()) for row in rows]


def key_from(text: str) -> TargetKey | None:
    """The key that `str(key)` made; None for anything else."""
    slug, _slash, rest = text.partition("/")
    number = rest.removeprefix("updates/")
    if not slug or (rest and not (number.isascii() and number.isdigit() and len(number) < 10)):
        return None
    if not rest:
        return TargetKey(slug)
    return TargetKey(slug, int(number)) if number == rest else TargetKey(slug, update=int(number))

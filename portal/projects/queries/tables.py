"""Projects as the rows of a table: everything about each that is public and fits into a cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import Goal, Partner, Project, ProjectPartner, ProjectTopic, SheetVersion
from portal.projects.queries.filters import Filters, fitting
from portal.projects.queries.lists import EVERY, ProjectLine, project_lines, with_newest


@dataclass(frozen=True)
class TableRow:
    """A project with what its line does not tell. `sheet` is the number of the newest sheet version."""

    line: ProjectLine
    address: str
    geometry: dict[str, Any] | None
    goal: Translated
    topics: tuple[str, ...]
    partners: tuple[str, ...]
    sheet: int | None
    changed_at: datetime
    source: str
    external_id: str
    source_status: str


def table_rows(filters: Filters = EVERY) -> list[TableRow]:
    """The projects that fit, the one that said something last first. So many statements, however many they are."""
    lines = project_lines(filters)
    topics, partners, sheets = _topics(), _partners(), _sheets()
    goals = {row.id: row.title for row in db.session.execute(select(Goal.id, Goal.title))}
    wanted = with_newest(select(Project.id)).where(*fitting(filters))
    more = {row.id: row for row in db.session.execute(select(*_COLUMNS).where(Project.id.in_(wanted)))}
    return [
        TableRow(
            line=line,
            address=more[line.id].address,
            geometry=more[line.id].geometry,
            goal=goals.get(more[line.id].goal_id, Translated()),
            topics=tuple(topics[line.id]),
            partners=tuple(partners[line.id]),
            sheet=sheets.get(line.id),
            changed_at=more[line.id].changed_at,
            source=more[line.id].source or "",
            external_id=more[line.id].external_id or "",
            source_status=more[line.id].source_status,
        )
        for line in lines
    ]


_COLUMNS = (
    Project.id,
    Project.address,
    Project.geometry,
    Project.goal_id,
    Project.changed_at,
    Project.source,
    Project.external_id,
    Project.source_status,
)


def _topics() -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(select(ProjectTopic.project_id, ProjectTopic.topic).order_by(ProjectTopic.topic))
    for key, topic in rows:
        found[key].append(topic)
    return found


def _partners() -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    joined = select(ProjectPartner.project_id, Partner.name).join(Partner, Partner.id == ProjectPartner.partner_id)
    for key, name in db.session.execute(joined.order_by(Partner.name, Partner.id)):
        found[key].append(name)
    return found


def _sheets() -> dict[int, int]:
    newest = select(SheetVersion.project_id, func.max(SheetVersion.number)).group_by(SheetVersion.project_id)
    return dict(db.session.execute(newest).all())

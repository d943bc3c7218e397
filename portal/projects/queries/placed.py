"""Projects with where they are, in the order in which a map and its list show them: by area, then by title."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.folding import folded
from portal.core.translated import Translated
from portal.projects.models import Condition, Phase, Project, ProjectUpdate
from portal.projects.places.shapes import lines
from portal.projects.queries.filters import Filters, fitting
from portal.projects.queries.lists import EVERY, with_newest


@dataclass(frozen=True)
class PlacedProject:
    """A project with its place; `geometry` is None where none is known."""

    slug: str
    title: Translated
    area: str
    address: str
    geometry: dict[str, Any] | None
    phase: Phase | None
    condition: Condition | None
    last_update_at: datetime | None
    illustrative: bool
    attribution: Translated


def placed_projects(lang: str, filters: Filters = EVERY) -> list[PlacedProject]:
    """The projects that fit: by area, those without one after the others, then by title; without a place at the end."""
    wanted = select(
        Project.slug,
        Project.title,
        Project.area,
        Project.address,
        Project.geometry,
        ProjectUpdate.phase,
        ProjectUpdate.condition,
        ProjectUpdate.posted_at,
        Project.illustrative,
        Project.attribution,
    ).select_from(Project)
    rows = db.session.execute(with_newest(wanted).where(*fitting(filters)))
    found = [
        PlacedProject(
            slug=row.slug,
            title=row.title,
            area=row.area,
            address=row.address,
            geometry=row.geometry if lines(row.geometry) else None,
            phase=Phase(row.phase) if row.phase else None,
            condition=Condition(row.condition) if row.condition else None,
            last_update_at=row.posted_at,
            illustrative=row.illustrative,
            attribution=row.attribution,
        )
        for row in rows
    ]

    def place_in_list(project: PlacedProject) -> tuple[object, ...]:
        unplaced = project.geometry is None
        title = folded(project.title.best(lang).text)
        return (
            unplaced,
            not unplaced and not project.area,
            "" if unplaced else folded(project.area),
            title,
            project.slug,
        )

    return sorted(found, key=place_in_list)

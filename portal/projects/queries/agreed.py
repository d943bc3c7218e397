"""What was agreed, put together from the sheet's version and what was noted beside it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.translated import Translated
from portal.projects.queries.facts import ProjectFacts
from portal.projects.queries.goals import goals_by_slug
from portal.projects.queries.moves import timeline
from portal.projects.queries.scores import freezing, scores
from portal.projects.queries.sheets import SheetPage, sheet_page
from portal.projects.sheets.noted import MilestoneLine, next_milestone
from portal.projects.sheets.reading import SheetView
from portal.projects.sheets.shapes import Champion


@dataclass(frozen=True)
class SheetBrief:
    """What a project's own page says of its sheet."""

    number: int
    champions: tuple[Champion, ...]
    level: int | None
    milestone: MilestoneLine | None
    has_milestones: bool
    has_criteria: bool
    frozen: bool


def sheet_view(project: ProjectFacts, page: SheetPage) -> SheetView:
    """A version as its page shows it. What was noted since stands beside the newest; the scores beside every version
    that has the criteria as they were frozen.
    """
    frozen = freezing(project, page.sheet.mandate) if page.number >= (project.criteria_frozen_in or 0) else None
    return SheetView(
        sheet=page.sheet,
        names=page.partner_names,
        goal=_goal(project, page.sheet.goal),
        milestones=timeline(project.id) if page.number == page.newest else None,
        scores=scores(project.id) if frozen else {},
        freezing=frozen,
    )


def sheet_brief(project: ProjectFacts) -> SheetBrief | None:
    """The newest version in brief; None where there is no sheet."""
    page = sheet_page(project.id)
    if page is None:
        return None
    lines = timeline(project.id)
    return SheetBrief(
        number=page.number,
        champions=page.sheet.champions,
        level=page.sheet.maturity.level,
        milestone=next_milestone(lines),
        has_milestones=bool(page.sheet.milestones),
        has_criteria=bool(page.sheet.criteria),
        frozen=project.criteria_frozen_in is not None,
    )


def _goal(project: ProjectFacts, slug: str) -> Translated | None:
    if project.goal and project.goal.slug == slug:
        return project.goal.title
    found = goals_by_slug([slug] if slug else [])
    return found[slug].title if slug in found else None

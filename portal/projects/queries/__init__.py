"""Reads of projects."""

from __future__ import annotations

from portal.projects.queries.agreed import SheetBrief, sheet_brief, sheet_view
from portal.projects.queries.facts import GoalName, ProjectFacts, facts, project_by_slug, project_for_change, titles
from portal.projects.queries.goals import goals_by_slug
from portal.projects.queries.lists import PAGE_SIZE, ProjectLine, in_window, lines_page, project_lines
from portal.projects.queries.moves import timeline
from portal.projects.queries.partners import partners_by_slug, parts_of
from portal.projects.queries.scores import freezing, scores
from portal.projects.queries.sheets import (
    SheetPage,
    VersionLine,
    newest_sheet,
    sheet_page,
    sheet_texts,
    sheet_version,
    sheet_versions,
    written_sheet,
)
from portal.projects.queries.updates import UpdateCard, last_update_number, update, update_text, update_texts, updates
from portal.projects.queries.vision import (
    GOAL_PAGE_SIZE,
    GoalLine,
    ServingLine,
    goal_line,
    goal_lines,
    serving,
    vision,
)

__all__ = [
    "GOAL_PAGE_SIZE",
    "PAGE_SIZE",
    "GoalLine",
    "GoalName",
    "ProjectFacts",
    "ProjectLine",
    "ServingLine",
    "SheetBrief",
    "SheetPage",
    "UpdateCard",
    "VersionLine",
    "facts",
    "freezing",
    "goal_line",
    "goal_lines",
    "goals_by_slug",
    "in_window",
    "last_update_number",
    "lines_page",
    "newest_sheet",
    "partners_by_slug",
    "parts_of",
    "project_by_slug",
    "project_for_change",
    "project_lines",
    "scores",
    "serving",
    "sheet_brief",
    "sheet_page",
    "sheet_texts",
    "sheet_version",
    "sheet_versions",
    "sheet_view",
    "timeline",
    "titles",
    "update",
    "update_text",
    "update_texts",
    "updates",
    "vision",
    "written_sheet",
]

"""Reads of projects."""

from __future__ import annotations

from portal.projects.queries.exported import ExportedProject, exported_page, exported_project
from portal.projects.queries.facts import ProjectFacts, facts, project_by_slug, project_for_change, titles
from portal.projects.queries.goals import goals_by_slug
from portal.projects.queries.imported import (
    known_projects,
    last_number,
    places,
    project_slugs,
    projects_by_id,
    standing_here,
    topic_rows,
)
from portal.projects.queries.lists import PAGE_SIZE, ProjectLine, in_window, lines_page, project_lines
from portal.projects.queries.partners import partners_by_slug, parts_of
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

__all__ = [
    "PAGE_SIZE",
    "ExportedProject",
    "ProjectFacts",
    "ProjectLine",
    "SheetPage",
    "UpdateCard",
    "VersionLine",
    "exported_page",
    "exported_project",
    "facts",
    "goals_by_slug",
    "in_window",
    "known_projects",
    "last_number",
    "last_update_number",
    "lines_page",
    "newest_sheet",
    "partners_by_slug",
    "parts_of",
    "places",
    "project_by_slug",
    "project_for_change",
    "project_lines",
    "project_slugs",
    "projects_by_id",
    "sheet_page",
    "sheet_texts",
    "sheet_version",
    "sheet_versions",
    "standing_here",
    "titles",
    "topic_rows",
    "update",
    "update_text",
    "update_texts",
    "updates",
    "written_sheet",
]

"""Reads of projects."""

from __future__ import annotations

from portal.projects.queries.facets import Facets, areas_in_use, facets, topics_in_use
from portal.projects.queries.facts import ProjectFacts, facts, project_by_slug, project_for_change, titles
from portal.projects.queries.feeds import UpdateEntry, newest_updates
from portal.projects.queries.filters import ENDED, SILENT_DAYS, Filters, Lacks, in_window
from portal.projects.queries.goals import goals_by_slug
from portal.projects.queries.lists import (
    PAGE_SIZE,
    ProjectLine,
    closed_lines,
    lines_page,
    open_lines,
    project_count,
    project_lines,
)
from portal.projects.queries.partners import partners_by_slug, parts_of
from portal.projects.queries.placed import PlacedProject, placed_projects
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
from portal.projects.queries.tables import TableRow, table_rows
from portal.projects.queries.updates import UpdateCard, last_update_number, update, update_text, update_texts, updates
from portal.projects.queries.written import (
    known_places,
    topic_rows,
    topics_of,
    written_at,
    written_project,
)

__all__ = [
    "ENDED",
    "PAGE_SIZE",
    "SILENT_DAYS",
    "Facets",
    "Filters",
    "Lacks",
    "PlacedProject",
    "ProjectFacts",
    "ProjectLine",
    "SheetPage",
    "TableRow",
    "UpdateCard",
    "UpdateEntry",
    "VersionLine",
    "areas_in_use",
    "closed_lines",
    "facets",
    "facts",
    "goals_by_slug",
    "in_window",
    "known_places",
    "last_update_number",
    "lines_page",
    "newest_sheet",
    "newest_updates",
    "open_lines",
    "partners_by_slug",
    "parts_of",
    "placed_projects",
    "project_by_slug",
    "project_count",
    "project_for_change",
    "project_lines",
    "sheet_page",
    "sheet_texts",
    "sheet_version",
    "sheet_versions",
    "table_rows",
    "titles",
    "topic_rows",
    "topics_in_use",
    "topics_of",
    "update",
    "update_text",
    "update_texts",
    "updates",
    "written_at",
    "written_project",
    "written_sheet",
]

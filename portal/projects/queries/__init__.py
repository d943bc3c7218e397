"""Reads of projects."""

from __future__ import annotations

from portal.projects.queries.facts import ProjectFacts, facts, project_by_slug, project_for_change, titles
from portal.projects.queries.lists import PAGE_SIZE, ProjectLine, in_window, lines_page, project_lines
from portal.projects.queries.updates import UpdateCard, last_update_number, update, update_text, update_texts, updates

__all__ = [
    "PAGE_SIZE",
    "ProjectFacts",
    "ProjectLine",
    "UpdateCard",
    "facts",
    "in_window",
    "last_update_number",
    "lines_page",
    "project_by_slug",
    "project_for_change",
    "project_lines",
    "titles",
    "update",
    "update_text",
    "update_texts",
    "updates",
]

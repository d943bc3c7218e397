"""What is done to projects: publishing them, agreeing their sheets, telling how they stand."""

from __future__ import annotations

from portal.projects.usecases.importing import import_projects, planned
from portal.projects.usecases.sheets import Overtaken, publish_sheet, write_sheet
from portal.projects.usecases.updates import post_update
from portal.projects.usecases.writing import add_project, edit_project

__all__ = [
    "Overtaken",
    "add_project",
    "edit_project",
    "import_projects",
    "planned",
    "post_update",
    "publish_sheet",
    "write_sheet",
]

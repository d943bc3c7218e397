"""What is done to projects: publishing them, telling how they stand."""

from __future__ import annotations

from portal.projects.usecases.updates import post_update
from portal.projects.usecases.writing import add_project, edit_project

__all__ = [
    "add_project",
    "edit_project",
    "post_update",
]

"""Tables of projects: the project and its status updates."""

from __future__ import annotations

from portal.projects.models.projects import CommentWindow, Condition, Phase, Project, comment_window
from portal.projects.models.updates import ProjectUpdate

__all__ = [
    "CommentWindow",
    "Condition",
    "Phase",
    "Project",
    "ProjectUpdate",
    "comment_window",
]

"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import (
    criteria,
    goals,
    milestones,
    public,
    sheet_desk,
    sheet_writing,
    sheets,
    timelines,
    updates,
    writing,
    writing_goals,
)
from portal.projects.views.door import blueprint

__all__ = [
    "blueprint",
    "criteria",
    "goals",
    "milestones",
    "public",
    "sheet_desk",
    "sheet_writing",
    "sheets",
    "timelines",
    "updates",
    "writing",
    "writing_goals",
]

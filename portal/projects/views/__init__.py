"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import (
    asking,
    criteria,
    drafting,
    drafts,
    exports,
    files,
    goals,
    inbox,
    lists,
    maps,
    milestones,
    partner_writing,
    partners,
    public,
    sheet_desk,
    sheet_writing,
    sheets,
    signing,
    spokespeople,
    timelines,
    updates,
    writing,
    writing_goals,
)
from portal.projects.views.door import (
    blueprint,
)

__all__ = [
    "asking",
    "blueprint",
    "criteria",
    "drafting",
    "drafts",
    "exports",
    "files",
    "goals",
    "inbox",
    "lists",
    "maps",
    "milestones",
    "partner_writing",
    "partners",
    "public",
    "sheet_desk",
    "sheet_writing",
    "sheets",
    "signing",
    "spokespeople",
    "timelines",
    "updates",
    "writing",
    "writing_goals",
]

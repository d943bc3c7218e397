"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import (
    asking,
    drafts,
    goals,
    inbox,
    partner_writing,
    partners,
    public,
    sheets,
    signing,
    spokespeople,
    timelines,
    updates,
    writing,
)
from portal.projects.views.door import blueprint

__all__ = [
    "asking",
    "blueprint",
    "drafts",
    "goals",
    "inbox",
    "partner_writing",
    "partners",
    "public",
    "sheets",
    "signing",
    "spokespeople",
    "timelines",
    "updates",
    "writing",
]

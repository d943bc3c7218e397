"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import (
    asking,
    drafting,
    drafts,
    exports,
    files,
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
from portal.projects.views.door import (
    blueprint,
)

__all__ = [
    "asking",
    "blueprint",
    "drafting",
    "drafts",
    "exports",
    "files",
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

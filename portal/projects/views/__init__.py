"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import (
    asking,
    exports,
    files,
    goals,
    lists,
    maps,
    partner_writing,
    partners,
    public,
    sheets,
    signing,
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
    "exports",
    "files",
    "goals",
    "lists",
    "maps",
    "partner_writing",
    "partners",
    "public",
    "sheets",
    "signing",
    "timelines",
    "updates",
    "writing",
]

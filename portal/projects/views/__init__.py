"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import drafts, inbox, public, spokespeople, updates, writing
from portal.projects.views.door import blueprint

__all__ = ["blueprint", "drafts", "inbox", "public", "spokespeople", "updates", "writing"]

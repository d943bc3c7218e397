"""The pages of projects: for everybody how each stands, at the desk what is written."""

from __future__ import annotations

from portal.projects.views import asking, partner_writing, partners, public, signing, updates, writing
from portal.projects.views.door import blueprint

__all__ = ["asking", "blueprint", "partner_writing", "partners", "public", "signing", "updates", "writing"]

"""The pages of committees: for everybody, and at the desk."""

from __future__ import annotations

from portal.committees.views import adopting, charters, desk, public, responsibilities
from portal.committees.views.door import blueprint

__all__ = ["adopting", "blueprint", "charters", "desk", "public", "responsibilities"]

"""The pages of committees: for everybody, and at the desk."""

from __future__ import annotations

from portal.committees.views import desk, public
from portal.committees.views.door import blueprint

__all__ = ["blueprint", "desk", "public"]

"""The pages of meetings: for everybody what is posted, at the desk what is written."""

from __future__ import annotations

from portal.meetings.views import certificates, desk, posting, public, repeating, versions, writing
from portal.meetings.views.door import blueprint

__all__ = ["blueprint", "certificates", "desk", "posting", "public", "repeating", "versions", "writing"]

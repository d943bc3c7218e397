"""What is done to committees."""

from __future__ import annotations

from portal.committees.usecases.publishing import add_committee, edit_committee

__all__ = ["add_committee", "edit_committee"]

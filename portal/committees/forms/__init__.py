"""The desk's forms for committees."""

from __future__ import annotations

from portal.committees.forms.committees import MOST_SEATS, CommitteeForm, SeatForm

__all__ = ["MOST_SEATS", "CommitteeForm", "SeatForm"]

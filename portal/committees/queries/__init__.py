"""Reads of committees: the committee itself, its seats."""

from __future__ import annotations

from portal.committees.queries.committees import (
    CommitteeLine,
    CommitteeSheet,
    all_committees,
    committee_by_slug,
    committee_lines,
    sheet,
    sheet_by_id,
)
from portal.committees.queries.seats import SeatCard, seat_card, seats_of, seats_on

__all__ = [
    "CommitteeLine",
    "CommitteeSheet",
    "SeatCard",
    "all_committees",
    "committee_by_slug",
    "committee_lines",
    "seat_card",
    "seats_of",
    "seats_on",
    "sheet",
    "sheet_by_id",
]

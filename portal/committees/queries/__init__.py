"""Reads of committees: the committee itself, its seats, its charter, and who does what."""

from __future__ import annotations

from portal.committees.queries.charters import (
    CharterCard,
    CharterLine,
    KeptCharter,
    charter,
    charter_lines,
    charter_text,
    charter_texts,
    kept_charters,
    last_charter_number,
)
from portal.committees.queries.committees import (
    CommitteeLine,
    CommitteeSheet,
    all_committees,
    committee_by_slug,
    committee_for_change,
    committee_lines,
    sheet,
    sheet_by_id,
)
from portal.committees.queries.responsibilities import (
    ResponsibilityCard,
    fingerprint,
    responsibilities,
    responsibility_rows,
)
from portal.committees.queries.seats import SeatCard, seat_card, seats_of, seats_on

__all__ = [
    "CharterCard",
    "CharterLine",
    "CommitteeLine",
    "CommitteeSheet",
    "KeptCharter",
    "ResponsibilityCard",
    "SeatCard",
    "all_committees",
    "charter",
    "charter_lines",
    "charter_text",
    "charter_texts",
    "committee_by_slug",
    "committee_for_change",
    "committee_lines",
    "fingerprint",
    "kept_charters",
    "last_charter_number",
    "responsibilities",
    "responsibility_rows",
    "seat_card",
    "seats_of",
    "seats_on",
    "sheet",
    "sheet_by_id",
]

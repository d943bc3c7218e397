"""How a row of a table is known again, whichever file it stands in: from that its receipt is made."""

from __future__ import annotations

import json

from portal.comments.taken_down.entries import Entry
from portal.comments.targets import TargetKey
from portal.core.keys import keyed_hash


def row_nonce(target: TargetKey, entry: Entry, row_id: str, occurrence: int) -> bytes:
    """Sixteen bytes for one row: by its own id at its occasion, or, without one, by what was said there by whom.

    `occurrence` counts rows that say the same: two people may write the same words.
    """
    facts = ("id", row_id) if row_id else ("text", entry.display_name, entry.body, str(occurrence))
    return keyed_hash("taken-down", json.dumps([str(target), entry.occasion, *facts]).encode())[:16]

"""Reads of retention: what is held, what is due, and where everything that tells of a comment is kept."""

from __future__ import annotations

from portal.retention.queries.due import (
    drop_sign_ins,
    due_contacts,
    due_declined,
    due_evidence,
    due_originals,
    due_unconfirmed,
    old_sign_ins,
    sealed_in,
    wipe_contacts,
    wipe_evidence,
    wipe_original,
)
from portal.retention.queries.erasable import Erasable, erasable
from portal.retention.queries.holds import (
    DangerLine,
    HoldLine,
    danger_lines,
    held,
    held_after,
    hold_lines,
    hold_to_end,
    once_held,
)
from portal.retention.queries.tombstones import buried, still_here, waits_for_end
from portal.retention.queries.traces import (
    comments_to_erase,
    destroy_older_salts,
    families_led_by,
    forget_family,
    hand_over,
    let_stand_alone,
    next_representative,
    photo_keys,
    wipe_traces,
)

__all__ = [
    "DangerLine",
    "Erasable",
    "HoldLine",
    "buried",
    "comments_to_erase",
    "danger_lines",
    "destroy_older_salts",
    "drop_sign_ins",
    "due_contacts",
    "due_declined",
    "due_evidence",
    "due_originals",
    "due_unconfirmed",
    "erasable",
    "families_led_by",
    "forget_family",
    "hand_over",
    "held",
    "held_after",
    "hold_lines",
    "hold_to_end",
    "let_stand_alone",
    "next_representative",
    "old_sign_ins",
    "once_held",
    "photo_keys",
    "sealed_in",
    "still_here",
    "waits_for_end",
    "wipe_contacts",
    "wipe_evidence",
    "wipe_original",
    "wipe_traces",
]

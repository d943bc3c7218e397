"""Reads of moderation: what waits, what was ruled, the guidelines, and what the public may count."""

from __future__ import annotations

from portal.moderation.queries.about import About, Subject, WaitingCount, waiting_counts
from portal.moderation.queries.figures import Figures, figures
from portal.moderation.queries.guidelines import (
    GuidelineCard,
    guideline_by_code,
    guideline_codes,
    guidelines,
    last_guideline_position,
)
from portal.moderation.queries.imported import KnownText, known_bodies, known_texts
from portal.moderation.queries.outcomes import Outcome, outcome_of_comment
from portal.moderation.queries.queue import (
    WaitingItem,
    oldest_waiting,
    waiting,
    waiting_count,
    waiting_item,
)
from portal.moderation.queries.rulings import (
    RulingLine,
    last_ruling_of,
    last_rulings,
    ruling_line,
    ruling_to_undo,
    rulings_before,
    undo_time,
)

__all__ = [
    "About",
    "Figures",
    "GuidelineCard",
    "KnownText",
    "Outcome",
    "RulingLine",
    "Subject",
    "WaitingCount",
    "WaitingItem",
    "figures",
    "guideline_by_code",
    "guideline_codes",
    "guidelines",
    "known_bodies",
    "known_texts",
    "last_guideline_position",
    "last_ruling_of",
    "last_rulings",
    "oldest_waiting",
    "outcome_of_comment",
    "ruling_line",
    "ruling_to_undo",
    "rulings_before",
    "undo_time",
    "waiting",
    "waiting_count",
    "waiting_counts",
    "waiting_item",
]

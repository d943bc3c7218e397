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
from portal.moderation.queries.inner import InnerCounts, inner_counts
from portal.moderation.queries.outcomes import Outcome, help_for, outcome_of_comment
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
from portal.moderation.queries.steps import CitedGuideline, Step, StepKind

__all__ = [
    "About",
    "CitedGuideline",
    "Figures",
    "GuidelineCard",
    "InnerCounts",
    "KnownText",
    "Outcome",
    "RulingLine",
    "Step",
    "StepKind",
    "Subject",
    "WaitingCount",
    "WaitingItem",
    "figures",
    "guideline_by_code",
    "guideline_codes",
    "guidelines",
    "help_for",
    "inner_counts",
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

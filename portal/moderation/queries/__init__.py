"""Reads of moderation: what waits, what was ruled, the guidelines, and what the public may count."""

from __future__ import annotations

from portal.moderation.queries.about import About, Subject
from portal.moderation.queries.beside import Appealed, Beside, Escalated, Reported, beside
from portal.moderation.queries.claims import (
    assignment_of,
    claim_on,
    claim_time,
    end_other_claims,
    moderators,
    name_of,
    open_second_look,
)
from portal.moderation.queries.facets import LOOKED_AT, Facets, WaitingCount, counts_by_lane, facets
from portal.moderation.queries.figures import Figures, figures
from portal.moderation.queries.guidelines import (
    GuidelineCard,
    guideline_by_code,
    guideline_codes,
    guidelines,
    last_guideline_position,
)
from portal.moderation.queries.imported import KnownText, known_texts
from portal.moderation.queries.items import (
    Answered,
    DeskPerson,
    Photo,
    WaitingItem,
    desk_item,
    similar_to,
    there,
)
from portal.moderation.queries.lanes import Chosen, Lane, Only
from portal.moderation.queries.notes import NoteLine, notes_on
from portal.moderation.queries.outcomes import Outcome, outcome_of_comment
from portal.moderation.queries.queue import (
    oldest_waiting,
    queue,
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
    rulings_of,
    undo_time,
)

__all__ = [
    "LOOKED_AT",
    "About",
    "Answered",
    "Appealed",
    "Beside",
    "Chosen",
    "DeskPerson",
    "Escalated",
    "Facets",
    "Figures",
    "GuidelineCard",
    "KnownText",
    "Lane",
    "NoteLine",
    "Only",
    "Outcome",
    "Photo",
    "Reported",
    "RulingLine",
    "Subject",
    "WaitingCount",
    "WaitingItem",
    "assignment_of",
    "beside",
    "claim_on",
    "claim_time",
    "counts_by_lane",
    "desk_item",
    "end_other_claims",
    "facets",
    "figures",
    "guideline_by_code",
    "guideline_codes",
    "guidelines",
    "known_texts",
    "last_guideline_position",
    "last_ruling_of",
    "last_rulings",
    "moderators",
    "name_of",
    "notes_on",
    "oldest_waiting",
    "open_second_look",
    "outcome_of_comment",
    "queue",
    "ruling_line",
    "ruling_to_undo",
    "rulings_before",
    "rulings_of",
    "similar_to",
    "there",
    "undo_time",
    "waiting",
    "waiting_count",
    "waiting_item",
]

"""Reads of moderation: what waits, what was ruled, the guidelines, and what the public may count."""

from __future__ import annotations

from portal.moderation.queries.about import About, Subject, WaitingCount, waiting_counts
from portal.moderation.queries.destinations import Destination, item_pages, key_from, project_pages, update_pages
from portal.moderation.queries.figures import Figures, figures
from portal.moderation.queries.guidelines import (
    GuidelineCard,
    GuidelinePage,
    VersionCard,
    guideline_by_code,
    guideline_codes,
    guideline_for_change,
    guideline_page,
    guideline_rows,
    guideline_text,
    guideline_texts,
    guidelines,
    last_guideline_position,
)
from portal.moderation.queries.imported import KnownText, known_texts
from portal.moderation.queries.outcomes import Outcome, outcome_of_comment
from portal.moderation.queries.queue import (
    WaitingItem,
    oldest_waiting,
    waiting,
    waiting_count,
    waiting_item,
)
from portal.moderation.queries.redactions import (
    RedactionCard,
    SealCard,
    redactions,
    redactions_on,
    seal_card,
    sealed_text,
)
from portal.moderation.queries.ruled import PhotoShown, RuledText, ruled_text
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
from portal.moderation.queries.settled import claims_on, looks_closed_at, open_looks, photo_of, sealed_originals
from portal.moderation.queries.templates import TemplateCard, template_card, template_row, templates, templates_in

__all__ = [
    "About",
    "Destination",
    "Figures",
    "GuidelineCard",
    "GuidelinePage",
    "KnownText",
    "Outcome",
    "PhotoShown",
    "RedactionCard",
    "RuledText",
    "RulingLine",
    "SealCard",
    "Subject",
    "TemplateCard",
    "VersionCard",
    "WaitingCount",
    "WaitingItem",
    "claims_on",
    "figures",
    "guideline_by_code",
    "guideline_codes",
    "guideline_for_change",
    "guideline_page",
    "guideline_rows",
    "guideline_text",
    "guideline_texts",
    "guidelines",
    "item_pages",
    "key_from",
    "known_texts",
    "last_guideline_position",
    "last_ruling_of",
    "last_rulings",
    "looks_closed_at",
    "oldest_waiting",
    "open_looks",
    "outcome_of_comment",
    "photo_of",
    "project_pages",
    "redactions",
    "redactions_on",
    "ruled_text",
    "ruling_line",
    "ruling_to_undo",
    "rulings_before",
    "rulings_of",
    "seal_card",
    "sealed_originals",
    "sealed_text",
    "template_card",
    "template_row",
    "templates",
    "templates_in",
    "undo_time",
    "update_pages",
    "waiting",
    "waiting_count",
    "waiting_counts",
    "waiting_item",
]

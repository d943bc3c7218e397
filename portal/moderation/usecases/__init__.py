"""The verbs of moderation: ruling and undoing, keeping guidelines, importing what was ruled on elsewhere."""

from __future__ import annotations

from portal.moderation.usecases.assigning import assign_item
from portal.moderation.usecases.claiming import claim_item
from portal.moderation.usecases.guidelines import define_guideline, ensure_guidelines
from portal.moderation.usecases.importing import NewProject, import_feedback
from portal.moderation.usecases.noting import add_note, ask_second_look, close_second_look
from portal.moderation.usecases.ruling import decline_comment, publish_comment, undo_ruling

__all__ = [
    "NewProject",
    "add_note",
    "ask_second_look",
    "assign_item",
    "claim_item",
    "close_second_look",
    "decline_comment",
    "define_guideline",
    "ensure_guidelines",
    "import_feedback",
    "publish_comment",
    "undo_ruling",
]

"""The verbs of moderation: ruling and undoing, keeping guidelines and templates, importing what was ruled elsewhere."""

from __future__ import annotations

from portal.moderation.usecases.families import decline_family, publish_family, take_letter_out, undo_family_ruling
from portal.moderation.usecases.guidelines import (
    define_guideline,
    ensure_guidelines,
    reorder_guideline,
    retire_guideline,
    revise_guideline,
)
from portal.moderation.usecases.hiding import hide_comment, restore_comment
from portal.moderation.usecases.importing import NewProject, import_feedback
from portal.moderation.usecases.moving import move_comment
from portal.moderation.usecases.redacting import open_sealed, redact_comment
from portal.moderation.usecases.templates import delete_template, save_template
from portal.moderation.usecases.undoing import undo_ruling
from portal.moderation.usecases.waiting import decline_comment, publish_comment, set_comment_aside

__all__ = [
    "NewProject",
    "decline_comment",
    "decline_family",
    "define_guideline",
    "delete_template",
    "ensure_guidelines",
    "hide_comment",
    "import_feedback",
    "move_comment",
    "open_sealed",
    "publish_comment",
    "publish_family",
    "redact_comment",
    "reorder_guideline",
    "restore_comment",
    "retire_guideline",
    "revise_guideline",
    "save_template",
    "set_comment_aside",
    "take_letter_out",
    "undo_family_ruling",
    "undo_ruling",
]

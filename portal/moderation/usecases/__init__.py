"""The verbs of moderation: ruling and undoing, keeping guidelines and templates, importing what was ruled elsewhere."""

from __future__ import annotations

from portal.moderation.usecases.appealing import answer_appeal, make_appeal
from portal.moderation.usecases.assigning import assign_item
from portal.moderation.usecases.claiming import claim_item
from portal.moderation.usecases.escalating import escalate_comment, note_told, save_plan
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
from portal.moderation.usecases.noting import add_note, ask_second_look, close_second_look
from portal.moderation.usecases.redacting import open_sealed, redact_comment
from portal.moderation.usecases.reporting import close_reports, report_comment
from portal.moderation.usecases.templates import delete_template, save_template
from portal.moderation.usecases.undoing import undo_ruling
from portal.moderation.usecases.waiting import decline_comment, publish_comment, set_comment_aside

__all__ = [
    "NewProject",
    "add_note",
    "answer_appeal",
    "ask_second_look",
    "assign_item",
    "claim_item",
    "close_reports",
    "close_second_look",
    "decline_comment",
    "decline_family",
    "define_guideline",
    "delete_template",
    "ensure_guidelines",
    "escalate_comment",
    "hide_comment",
    "import_feedback",
    "make_appeal",
    "move_comment",
    "note_told",
    "open_sealed",
    "publish_comment",
    "publish_family",
    "redact_comment",
    "reorder_guideline",
    "report_comment",
    "restore_comment",
    "retire_guideline",
    "revise_guideline",
    "save_plan",
    "save_template",
    "set_comment_aside",
    "take_letter_out",
    "undo_family_ruling",
    "undo_ruling",
]

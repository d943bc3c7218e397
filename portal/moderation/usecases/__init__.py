"""The verbs of moderation: ruling and undoing, keeping guidelines, importing what was ruled on elsewhere."""

from __future__ import annotations

from portal.moderation.usecases.grouping import group_comments, settle_families
from portal.moderation.usecases.guidelines import define_guideline, ensure_guidelines
from portal.moderation.usecases.importing import NewProject, import_feedback
from portal.moderation.usecases.ruling import decline_comment, publish_comment, undo_ruling

__all__ = [
    "NewProject",
    "decline_comment",
    "define_guideline",
    "ensure_guidelines",
    "group_comments",
    "import_feedback",
    "publish_comment",
    "settle_families",
    "undo_ruling",
]

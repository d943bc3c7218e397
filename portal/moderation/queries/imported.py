"""Reads of what was imported."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.comments.models import Comment
from portal.comments.queries import TargetKey, target_from, with_targets
from portal.core.db import db
from portal.moderation.models import ImportedComment


@dataclass(frozen=True)
class KnownText:
    """A record that was imported before: its text, and what it is about."""

    body: str
    about: TargetKey


def known_texts(conversation: str) -> dict[str, KnownText]:
    """What a conversation's earlier imports left here, by the records' own ids."""
    chosen = (
        select(ImportedComment.external_id, Comment.body)
        .join(Comment, Comment.id == ImportedComment.comment_id)
        .where(ImportedComment.conversation == conversation)
    )
    rows = db.session.execute(with_targets(chosen))
    return {row[0]: KnownText(row[1], target_from(*row[2:]).key) for row in rows}

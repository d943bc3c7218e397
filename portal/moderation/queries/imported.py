"""Reads of what was imported."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.comments.models import Comment
from portal.core.db import db
from portal.moderation.models import ImportedComment
from portal.projects.models import Project


@dataclass(frozen=True)
class KnownText:
    """A record that was imported before: its text, and the project it went to."""

    body: str
    project_slug: str


def known_texts(conversation: str) -> dict[str, KnownText]:
    """What a conversation's earlier imports left here, by the records' own ids."""
    rows = db.session.execute(
        select(ImportedComment.external_id, Comment.body, Project.slug)
        .join(Comment, Comment.id == ImportedComment.comment_id)
        .join(Project, Project.id == Comment.project_id)
        .where(ImportedComment.conversation == conversation)
    )
    return {external_id: KnownText(body, slug) for external_id, body, slug in rows}

"""Reads of what was imported."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import TargetKey, target_from, with_targets
from portal.core.db import db
from portal.moderation.models import ImportedComment


@dataclass(frozen=True)
class KnownText:
    """A record that was imported before: its text, and what it is about.

    `body` is None where the text here is no longer that of the file, since it was erased or passages were taken out.
    """

    body: str | None
    about: TargetKey
    erased: bool


def known_texts(conversation: str) -> dict[str, KnownText]:
    """What a conversation's earlier imports left here, by the records' own ids."""
    chosen = (
        select(ImportedComment.external_id, Comment.body, Comment.state, Comment.redacted)
        .join(Comment, Comment.id == ImportedComment.comment_id)
        .where(ImportedComment.conversation == conversation)
    )
    rows = db.session.execute(with_targets(chosen))
    known: dict[str, KnownText] = {}
    for external_id, body, state, redacted, *target in rows:
        erased = state == FeedbackState.ERASED
        known[external_id] = KnownText(None if erased or redacted else body, target_from(*target).key, erased)
    return known


def known_bodies(conversation: str) -> tuple[dict[str, str | None], frozenset[str]]:
    """The same as plans take it: the texts by the records' ids, and the ids of those that were erased."""
    known = known_texts(conversation)
    erased = frozenset(external_id for external_id, text in known.items() if text.erased)
    return {external_id: text.body for external_id, text in known.items()}, erased

"""Reads of comments: what they are about, what the public may see of them, what became of what was sent."""

from __future__ import annotations

from portal.comments.queries.contacts import (
    ContactPage,
    NewsReader,
    contact_by_token,
    contact_of,
    contact_page,
    contact_target,
    news_reader,
)
from portal.comments.queries.counts import (
    StanceCounts,
    counts_by_item,
    counts_by_project,
    counts_on_items_about,
    stances,
    stances_by_item,
)
from portal.comments.queries.holdings import Holding, holding_of
from portal.comments.queries.published import CommentCard, card, published, published_comment
from portal.comments.queries.received import (
    MASKABLE,
    OwnComment,
    Sent,
    bodies,
    comment_for_ruling,
    edit_time,
    has_commitments,
    id_by_receipt,
    own_comment,
    sent_with,
    text_hash_of,
)
from portal.comments.queries.targets import (
    Halt,
    Target,
    about_meeting,
    about_project,
    target,
    target_from,
    with_targets,
)
from portal.comments.targets import TargetKey, TargetKind

__all__ = [
    "MASKABLE",
    "CommentCard",
    "ContactPage",
    "Halt",
    "Holding",
    "NewsReader",
    "OwnComment",
    "Sent",
    "StanceCounts",
    "Target",
    "TargetKey",
    "TargetKind",
    "about_meeting",
    "about_project",
    "bodies",
    "card",
    "comment_for_ruling",
    "contact_by_token",
    "contact_of",
    "contact_page",
    "contact_target",
    "counts_by_item",
    "counts_by_project",
    "counts_on_items_about",
    "edit_time",
    "has_commitments",
    "holding_of",
    "id_by_receipt",
    "news_reader",
    "own_comment",
    "published",
    "published_comment",
    "sent_with",
    "stances",
    "stances_by_item",
    "target",
    "target_from",
    "text_hash_of",
    "with_targets",
]

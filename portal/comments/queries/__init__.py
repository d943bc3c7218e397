"""Reads of comments: what they are about, what the public may see of them, what became of what was sent."""

from __future__ import annotations

from portal.comments.queries.counts import (
    StanceCounts,
    counts_by_item,
    counts_by_project,
    counts_on_items_about,
    stances,
    stances_by_item,
)
from portal.comments.queries.published import CommentCard, card, published, published_comment
from portal.comments.queries.received import (
    OwnComment,
    Sent,
    bodies,
    comment_for_ruling,
    id_by_receipt,
    own_comment,
    sent_with,
)
from portal.comments.queries.slips import PrintedSlip, entered_with, printed_slip, slips
from portal.comments.queries.supports import is_counted, nth_newest_support, was_public
from portal.comments.queries.takers import Taker, takers
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
    "CommentCard",
    "Halt",
    "OwnComment",
    "PrintedSlip",
    "Sent",
    "StanceCounts",
    "Taker",
    "Target",
    "TargetKey",
    "TargetKind",
    "about_meeting",
    "about_project",
    "bodies",
    "card",
    "comment_for_ruling",
    "counts_by_item",
    "counts_by_project",
    "counts_on_items_about",
    "entered_with",
    "id_by_receipt",
    "is_counted",
    "nth_newest_support",
    "own_comment",
    "printed_slip",
    "published",
    "published_comment",
    "sent_with",
    "slips",
    "stances",
    "stances_by_item",
    "takers",
    "target",
    "target_from",
    "was_public",
    "with_targets",
]

"""What the worker does for moderation: it finds families, and who in them stands in public for whom."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.events import CommentChanged, CommentErased, CommentPosted, CommentWithdrawn
from portal.core.events import on
from portal.core.worker import chore
from portal.moderation import queries, usecases
from portal.moderation.events import FeedbackImported, FeedbackRuled, LetterTakenOut

AT_ONCE = 20  # so many comments are one transaction: long enough to save commits, short enough to hold nobody up


@on(CommentPosted, CommentChanged, CommentErased, CommentWithdrawn, FeedbackImported)
def find_families(
    events: Sequence[CommentPosted | CommentChanged | CommentErased | CommentWithdrawn | FeedbackImported],
) -> None:
    """Group these comments as they are now. What was grouped already stays where it is."""
    _group([event.comment_id for event in events])


@on(FeedbackRuled)
def follow_rulings(events: Sequence[FeedbackRuled]) -> None:
    """Choose anew who stands for whom, once a ruling made something public, hid it, or changed or moved it."""
    comment_ids = [event.comment_id for event in events]
    usecases.settle_families(comment_ids=comment_ids)
    _group(queries.changed_by_ruling([event.ruling_id for event in events]))


@on(LetterTakenOut)
def tend_families(events: Sequence[LetterTakenOut]) -> None:
    """Keep the families findable that a comment was taken out of."""
    usecases.tend_families(family_ids=[event.family_id for event in events])


@chore
def group_the_rest() -> None:
    """Group what was never looked at, such as what was there before families were; some at a time."""
    rest = queries.ungrouped(AT_ONCE)
    if rest:
        usecases.group_comments(comment_ids=rest)


def _group(comment_ids: Sequence[int]) -> None:
    ids = list(dict.fromkeys(comment_ids))
    for start in range(0, len(ids), AT_ONCE):
        usecases.group_comments(comment_ids=ids[start : start + AT_ONCE])

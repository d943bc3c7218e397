"""What the worker does for moderation: it finds families, and who in them stands in public for whom."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.events import CommentChanged, CommentErased, CommentPosted, CommentWithdrawn
from portal.core.events import on
from portal.core.usecase import transaction
from portal.core.worker import chore
from portal.moderation import grouping, queries
from portal.moderation.events import FeedbackImported, FeedbackRuled, LetterTakenOut

AT_ONCE = 20  # so many comments are one transaction: long enough to save commits, short enough to hold nobody up
AT_A_TIME = 500  # the chore comes again after half a second


@on(CommentPosted, CommentChanged, CommentErased, CommentWithdrawn, FeedbackImported)
def find_families(
    events: Sequence[CommentPosted | CommentChanged | CommentErased | CommentWithdrawn | FeedbackImported],
) -> None:
    """Group these comments as they are now. What was grouped already stays where it is."""
    group_comments([event.comment_id for event in events])


@on(FeedbackRuled)
def follow_rulings(events: Sequence[FeedbackRuled]) -> None:
    """Choose anew who stands for whom, once a ruling made something public, hid it, or changed or moved it."""
    comment_ids = [event.comment_id for event in events]
    with transaction():
        grouping.settle_all(comment_ids)
    group_comments(queries.changed_by_ruling([event.ruling_id for event in events]))


@on(LetterTakenOut)
def tend_families(events: Sequence[LetterTakenOut]) -> None:
    """Keep the families findable that a comment was taken out of."""
    with transaction():
        for family_id in {event.family_id for event in events}:
            grouping.hand_on(family_id)


@chore
def group_the_rest() -> None:
    """Group what was never looked at, such as what was there before families were; some at a time."""
    rest = queries.ungrouped(AT_A_TIME)
    if rest:
        group_comments(rest)


def group_comments(comment_ids: Sequence[int]) -> None:
    """Group these comments, some in each transaction."""
    ids = list(dict.fromkeys(comment_ids))
    for start in range(0, len(ids), AT_ONCE):
        with transaction():
            grouping.group(ids[start : start + AT_ONCE])

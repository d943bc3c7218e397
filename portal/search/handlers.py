"""What the worker does for search: new feedback enters the index, and a lost index is built again unattended."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.events import CommentChanged, CommentErased, CommentPosted, CommentWithdrawn
from portal.core.events import on
from portal.core.worker import chore
from portal.moderation.events import FeedbackImported, FeedbackRuled
from portal.search import index


@on(CommentChanged, CommentPosted, CommentWithdrawn, FeedbackImported, FeedbackRuled)
def index_feedback(
    events: Sequence[CommentChanged | CommentPosted | CommentWithdrawn | FeedbackImported | FeedbackRuled],
) -> None:
    """Put these items into the index. What is there already is replaced, so twice does no harm."""
    index.put([event.comment_id for event in events])


@on(CommentErased)
def forget_feedback(events: Sequence[CommentErased]) -> None:
    """Take these items out. Twice does no harm."""
    index.remove([event.comment_id for event in events])


@chore
def purge_index() -> None:
    """Take the words of erased items out of the index's files."""
    index.purge()


@chore
def heal_index() -> None:
    """Build the index again where it is missing, broken, or holds another number of items than the database."""
    index.heal()

"""What the worker does for search: new feedback enters the index, and a lost index is built again unattended."""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.events import CommentPosted
from portal.core.events import on
from portal.core.worker import chore
from portal.moderation.events import FeedbackImported
from portal.search import index


@on(CommentPosted, FeedbackImported)
def index_feedback(events: Sequence[CommentPosted | FeedbackImported]) -> None:
    """Put these items into the index. What is there already is replaced, so twice does no harm."""
    index.put([event.comment_id for event in events])


@chore
def heal_index() -> None:
    """Build the index again where it is missing, broken, or holds another number of items than the database."""
    index.heal()

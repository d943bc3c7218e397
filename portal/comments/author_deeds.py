"""What authors do with their comments, in the public record: as entries of nobody, in the role of the author."""

from __future__ import annotations

from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.permissions import VISITOR
from portal.record.models import Deed, append


def record_deed(comment: Comment, action: str, before: FeedbackState | None = None) -> None:
    """Record that its author did `action`; `before` is the state it came from, where that changed.

    A text that stays is committed to anew; of one that was taken back the record keeps what it had.
    """
    deed = Deed(
        action=action,
        subject=f"comment:{key_text(comment.id)}",
        role="author",
        from_state=before or comment.state,
        to_state=comment.state,
        text=comment.body if before is None else None,
    )
    append(VISITOR, deed)

"""What became of a comment, as its author may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.translated import Translated
from portal.moderation.models import Escalation, EscalationPlan, RulingKind
from portal.moderation.queries.steps import CitedGuideline, Step, steps_of

# What brings a comment from state to state; moving it does not, and an undo tells only of another ruling.
_MOVING = frozenset(RulingKind) - {RulingKind.MOVE, RulingKind.UNDO}


@dataclass(frozen=True)
class Outcome:
    """Where a comment stands and how it came there. `standing` is the ruling that brought it there, while it stands.

    `redaction` is the ruling by which passages were taken out of what is public.
    """

    comment_id: int
    state: FeedbackState
    received_at: datetime
    published_at: datetime | None
    steps: list[Step]
    standing: Step | None
    redaction: Step | None
    help: Translated | None

    @property
    def ruled_at(self) -> datetime | None:
        """When the ruling that stands was made; for an imported one, when it was written down here."""
        return self.standing.at if self.standing else None

    @property
    def guideline(self) -> CitedGuideline | None:
        """What the ruling that stands cites."""
        return self.standing.guideline if self.standing else None

    @property
    def note(self) -> str:
        """The moderator's words to the author."""
        return self.standing.note if self.standing else ""

    @property
    def imported(self) -> bool:
        """Whether it was ruled on elsewhere."""
        return self.standing.imported if self.standing else False


def outcome_of_comment(comment_id: int) -> Outcome | None:
    """The state of a comment with its steps and the ruling that stands; None for an unknown comment."""
    comment = db.session.get(Comment, comment_id)
    if comment is None:
        return None
    state, steps = FeedbackState(comment.state), steps_of(comment)
    redacted = _newest(steps, {RulingKind.REDACT}) if comment.redacted else None
    return Outcome(
        comment_id=comment.id,
        state=state,
        received_at=comment.received_at,
        published_at=comment.published_at,
        steps=steps,
        standing=_newest(steps, _MOVING, state),
        redaction=redacted,
        help=help_for(comment.id),
    )


def _newest(
    steps: list[Step], kinds: set[RulingKind] | frozenset[RulingKind], state: FeedbackState | None = None
) -> Step | None:
    standing = (s for s in reversed(steps) if s.kind in kinds and not s.undone and state in {None, s.to_state})
    return next(standing, None)


def help_for(comment_id: int) -> Translated | None:
    """The words of help for its author while a comment is escalated, if the plan has any."""
    return db.session.scalar(
        select(EscalationPlan.help)
        .join(Escalation, Escalation.danger == EscalationPlan.danger)
        .where(Escalation.comment_id == comment_id, Escalation.closed_at.is_(None))
        .order_by(Escalation.id.desc())
        .limit(1)
    )

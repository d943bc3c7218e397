"""Escalating a text that tells of a danger to somebody, noting who was told of it, and keeping the plan for that."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.models import LONGEST_NOTE, Danger, Escalation, EscalationPlan, RulingKind
from portal.moderation.rulings import rule


@usecase
def escalate_comment(
    *, actor: Actor, comment_id: int, danger: Danger, note: str = "", guideline_code: str = "", read: str | None = None
) -> int:
    """Keep a text that tells of a danger as evidence, and from the public; returns the escalation's id.

    A waiting comment is set aside, a published one hidden under the guideline; all others stay where they are. The
    public record tells of that ruling, never of the danger. The same danger twice is the same escalation.
    """
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    comment = comments.comment_for_ruling(comment_id)
    if comment.state == FeedbackState.ERASED:
        raise WrongState(_("This comment was erased. There is nothing left to keep."))
    earlier = queries.open_escalation(comment_id, danger)
    if earlier is not None:
        return earlier
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Shorten the note to 1,000 characters or fewer"), "note")
    escalation = Escalation(
        comment_id=comment.id,
        danger=danger,
        evidence=queries.whole_text(comment),
        note=note,
        escalated_by=actor.person_id,
    )
    db.session.add(escalation)
    _keep_from_the_public(actor, comment, guideline_code, read)
    db.session.flush()
    return escalation.id


def _keep_from_the_public(actor: Actor, comment: Comment, guideline_code: str, read: str | None) -> None:
    if comment.state == FeedbackState.PENDING:
        rule(actor, comment, RulingKind.SET_ASIDE, waits_for=_("a colleague who was told"), read=read)
    elif comment.state == FeedbackState.PUBLISHED:
        guideline = queries.guideline_by_code(guideline_code)
        rule(actor, comment, RulingKind.HIDE, guideline=guideline, read=read)


@usecase
def note_told(*, actor: Actor, escalation_id: int, line: str, close: bool) -> int:
    """Note who was told, how and when; with `close`, that everybody who must know does. Returns the escalation's id."""
    escalation = queries.escalation_to_change(escalation_id)
    if escalation is None:
        raise NotFound
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(escalation.comment_id))
    if escalation.closed_at is not None:
        raise WrongState(_("Somebody has already closed this escalation."))
    escalation.add_told(" ".join(line.split()))
    if close:
        escalation.close(actor.person_id)
    return escalation.id


@usecase
def save_plan(*, actor: Actor, tell: dict[Danger, str], help: dict[Danger, Translated]) -> int:
    """Write the town's own plan for dangers; returns for how many it has one. Empty words bring the shipped back."""
    authorize(actor, Permission.ESCALATION_PLAN)
    for danger in tell:
        row = queries.plan_row(danger)
        if row is None:
            row = EscalationPlan(danger=danger)
            db.session.add(row)
        row.tell, row.help, row.changed_at = tell[danger], help[danger], now()
    return len(tell)

"""Reporting a published text, and letting it stand after a look."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import FeedbackState
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize, can
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.models import LONGEST_REPORT, InternalNote, Report, ReportReason
from portal.record.models import Deed, append


@usecase
def report_comment(*, actor: Actor, comment_id: int, nonce: bytes, reason: ReportReason, words: str = "") -> int:
    """Receive a report on a published comment; returns its id. The same `nonce` again returns the same one."""
    earlier = queries.report_id_with(nonce)
    if earlier is not None:
        return earlier
    comment = comments.comment_for_ruling(comment_id)
    if not can(actor, Permission.FEEDBACK_REPORT, FeedbackState(comment.state)):
        raise WrongState(_("This comment is not public any more. There is nothing left to report."))
    if len(words) > LONGEST_REPORT:
        raise Refused(_("Shorten this to 1,000 characters or fewer"), "words")
    report = Report(comment_id=comment_id, reason=reason, words=words, nonce_hash=queries.report_hash(nonce))
    db.session.add(report)
    db.session.flush()
    return report.id


@usecase
def close_reports(*, actor: Actor, comment_id: int, note: str) -> int:
    """Let a reported comment stand: close its open reports with a word to other moderators; returns how many."""
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    comment = comments.comment_for_ruling(comment_id)
    reports = queries.reports_to_close(comment_id)
    if comment.state != FeedbackState.PUBLISHED or not reports:
        raise WrongState(_("Somebody has already looked at these reports."))
    moment = now()
    append(actor, Deed(action="report.closed", subject=f"comment:{key_text(comment_id)}", role="moderator"), moment)
    for report in reports:
        report.close(actor.person_id, moment)
    db.session.add(InternalNote(comment_id=comment_id, person_id=actor.person_id, text=note, written_at=moment))
    return len(reports)

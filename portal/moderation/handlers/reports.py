"""What the worker does after a ruling: it closes the reports that the ruling answers."""

from __future__ import annotations

from collections.abc import Sequence

from portal.core.events import on
from portal.core.usecase import transaction
from portal.moderation import queries
from portal.moderation.events import FeedbackRuled
from portal.moderation.models import Ruling, RulingKind

# What a moderator does to a published text that readers reported.
ANSWERING = frozenset({RulingKind.HIDE, RulingKind.REDACT, RulingKind.MOVE})


@on(FeedbackRuled)
def settle_reports(events: Sequence[FeedbackRuled]) -> None:
    """Close the reports on a comment that was hidden, redacted or moved; open them again if that was undone.

    Only reports that were there before the ruling: what comes later waits for another look. Twice does no harm.
    """
    with transaction():
        for event in events:
            ruling = queries.ruling_to_undo(event.ruling_id)
            if ruling is not None:
                _settle(ruling)


def _settle(ruling: Ruling) -> None:
    if ruling.kind in ANSWERING and not queries.is_undone(ruling.id):
        for report in queries.reports_to_close(ruling.comment_id):
            if report.made_at <= ruling.ruled_at:
                report.close(ruling.moderator_id, ruling.ruled_at)
    undone = queries.ruling_to_undo(ruling.undoes_id) if ruling.undoes_id else None
    if undone is not None:
        for report in queries.reports_closed_at(undone.comment_id, undone.ruled_at):
            report.open_again()

"""The worker writes to the invited, some at a time: a list of ten thousand holds nobody up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.core import mail
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.events import on
from portal.core.usecase import transaction
from portal.surveys import queries
from portal.surveys.events import InvitationsWanted
from portal.surveys.letters import letter
from portal.surveys.models import Invitation
from portal.surveys.queries import SurveyCard
from portal.surveys.tokens import invitation_code

BATCH = 200
QUIET = timedelta(days=1)  # nobody is written to twice within


@on(InvitationsWanted)
def write_to_invited(events: Sequence[InvitationsWanted]) -> None:
    """Write to all that each clerk asked for. Run again it finds none: each row notes its mail with it."""
    for event in events:
        while _write_some(event):
            pass


def _write_some(event: InvitationsWanted) -> int:
    with transaction():
        survey = queries.shown_of(event.survey_id)
        if survey is None or not survey.takes_answers:
            return 0
        quiet_since = datetime.fromisoformat(event.asked_at) - QUIET
        waiting = (
            queries.waiting_for_reminder(survey.id, quiet_since, BATCH)
            if event.remind
            else queries.waiting_for_mail(survey.id, BATCH)
        )
        for invitation in waiting:
            _write(survey, invitation, event.remind)
        return len(waiting)


def _write(survey: SurveyCard, invitation: Invitation, remind: bool) -> None:
    if remind:
        invitation.reminders, invitation.reminded_at = invitation.reminders + 1, now()
    else:
        invitation.mailed_at = now()
    number = invitation.reminders if remind else 0
    with mail.speaking(invitation.lang):
        said = letter(survey, invitation.name, invitation_code(invitation.id, invitation.issue), remind=remind)
    mail.post(
        key=f"survey-invitation:{key_text(invitation.id)}:{invitation.issue}:{number}",
        address=invitation.email,
        subject=said.subject,
        text=said.text,
    )

"""How a survey's state changes with its entry in the public record: by a clerk, or by the clock."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.events import emit
from portal.core.permissions import Actor
from portal.record.models import Deed, append
from portal.surveys.events import SurveyClosed
from portal.surveys.models import Survey, SurveyState


def close(actor: Actor, survey: Survey) -> None:
    """Take no more answers, in the transaction at hand."""
    survey.close(_("Only a survey that is open can be closed."))
    note_move(actor, "survey.closed", survey, SurveyState.OPEN, SurveyState.CLOSED)
    emit(SurveyClosed(survey.id))


def note_move(actor: Actor, action: str, survey: Survey, start: SurveyState, end: SurveyState) -> None:
    """Tell the public record. The promise is said with it: whoever reads it later can hold the site to it."""
    subject = f"survey:{survey.slug}"
    said = Deed(action, subject, "clerk", reason=str(survey.promise), from_state=str(start), to_state=str(end))
    append(actor, said)

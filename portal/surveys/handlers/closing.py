"""Surveys close by themselves when their time has come."""

from __future__ import annotations

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.core.worker import chore
from portal.surveys import queries
from portal.surveys.models import SurveyState
from portal.surveys.standing import close


@chore
def close_due_surveys() -> None:
    """Close every open survey whose closing time has passed. Run again it finds none."""
    for slug in queries.due_surveys(now()):
        with transaction():
            survey = queries.survey_row(slug)
            if survey and survey.state == SurveyState.OPEN and survey.closes_at and survey.closes_at <= now():
                close(COMMAND_LINE, survey)

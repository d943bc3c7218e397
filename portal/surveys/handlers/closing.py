"""Surveys close by themselves when their time has come."""

from __future__ import annotations

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.worker import chore
from portal.surveys import queries, usecases


@chore
def close_due_surveys() -> None:
    """Close every open survey whose closing time has passed. Run again it finds none."""
    for slug in queries.due_surveys(now()):
        usecases.close_due_survey(actor=COMMAND_LINE, slug=slug)

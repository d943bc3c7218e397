"""Publishing results: the tables are made once, and stay as they are."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import NotFound, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.models import PublishedResults, SurveyState
from portal.surveys.results import as_json
from portal.surveys.standing import note_move
from portal.surveys.tabulating import tables_of


@usecase
def publish_results(*, actor: Actor, slug: str) -> None:
    """Show the tables of a closed survey, to everybody or to the committee as its settings say."""
    authorize(actor, Permission.SURVEY_EDIT)
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    if survey.state == SurveyState.CLOSED:
        results = tables_of(survey.id, SurveyState.CLOSED)
        if results is None:
            raise WrongState(_("Some answers are still being counted. Try again in a minute."))
        db.session.add(PublishedResults(survey_id=survey.id, tables=as_json(results)))
    survey.publish(_("Only the results of a closed survey can be published, and only once."))
    note_move(actor, "survey.published", survey, SurveyState.CLOSED, SurveyState.PUBLISHED)

"""Publishing the results of a survey: one fixed set of tables, for good."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.models import PublishedResults, ResultsShown, SurveyState
from portal.surveys.results import as_json
from portal.surveys.standing import note_move


class ResultsNotReady(Refused):
    """The last responses are still being counted."""


@usecase
def publish_results(*, actor: Actor, slug: str) -> None:
    """Show everybody the tables of a closed survey. They never change again: two versions could be subtracted.

    Raises `ResultsNotReady`, and `WrongState` where it is not closed or published already.
    """
    authorize(actor, Permission.SURVEY_EDIT)
    survey_id = queries.survey_id_of(slug)
    survey = queries.survey_for_mixing(survey_id) if survey_id is not None else None
    if survey is None:
        raise NotFound
    if survey.results_shown == ResultsShown.NEVER:
        raise Refused(_("The results of this survey are for the committee alone. This was promised at its opening."))
    survey.publish(_("Close the survey first. Results that are public already stay as they are."))
    if queries.anything_uncounted(survey.id):
        raise ResultsNotReady(_("The last responses are still being counted. Try again in a minute."))
    tables = as_json(queries.live_results(survey.id, survey.groupings))
    db.session.add(PublishedResults(survey_id=survey.id, tables=tables))
    note_move(actor, "survey.published", survey, SurveyState.CLOSED, SurveyState.PUBLISHED)

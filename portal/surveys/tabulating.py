"""The one set of tables of a survey that is closed, made from its tallies.

There are none before it closes, not even for its clerk: whoever compared the tables of two days would see the answers
of the few that came in between.
"""

from __future__ import annotations

from dataclasses import replace

from portal.surveys import queries
from portal.surveys.models import SurveyState
from portal.surveys.results import Count, Results, results_of


def tables_of(survey_id: int, state: SurveyState) -> Results | None:
    """The tables; None while answers may still come, or wait to be counted."""
    if state == SurveyState.PUBLISHED:
        kept = queries.kept_results(survey_id)
        return kept.results if kept else None
    if state != SurveyState.CLOSED or not queries.all_counted(survey_id):
        return None
    counts = [Count(*key, n) for key, n in queries.tallies(survey_id).items()]
    form = queries.answered_form(survey_id)
    made = results_of(form, counts, queries.groupings_of(survey_id), queries.counted_responses(survey_id))
    return replace(made, reached=queries.invited(survey_id).all.reached) if queries.is_invited(survey_id) else made

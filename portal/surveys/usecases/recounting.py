"""Counting all responses of a survey afresh."""

from __future__ import annotations

from itertools import islice

from portal.core.errors import NotFound
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.surveys import mixing, queries

_AT_ONCE = 2000


@usecase
def recount_survey(*, actor: Actor, slug: str) -> int:
    """Replace the tallies of a survey by what its responses say now; how many responses were counted."""
    authorize(actor, Permission.SURVEY_EDIT)
    survey_id = queries.survey_id_of(slug)
    survey = queries.survey_for_mixing(survey_id) if survey_id is not None else None
    if survey is None:
        raise NotFound
    queries.drop_tallies(survey.id)
    number = 0
    answers = queries.answers_of(survey.id)
    while some := list(islice(answers, _AT_ONCE)):
        mixing.count(survey, some)
        number += len(some)
    queries.mark_all_counted(survey.id)
    return number

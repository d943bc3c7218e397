"""The worker counts confidential responses; anonymous ones are counted when their box is mixed."""

from __future__ import annotations

from collections.abc import Sequence

from portal.core.events import on
from portal.core.usecase import transaction
from portal.surveys import mixing, queries
from portal.surveys.events import ConfidentialResponseSent


@on(ConfidentialResponseSent)
def count_responses(events: Sequence[ConfidentialResponseSent]) -> None:
    """Add these responses to the tallies, each once."""
    with transaction():
        waiting = queries.uncounted([event.response_id for event in events])
        for survey_id in sorted({row[1] for row in waiting}):
            survey = queries.survey_for_mixing(survey_id)
            if survey is not None:
                mixing.count(survey, [(row[2], row[3]) for row in waiting if row[1] == survey_id])
        queries.mark_counted([row[0] for row in waiting])

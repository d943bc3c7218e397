"""What results are made of, and the set of tables that is published."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.translated import Translated
from portal.surveys.models import (
    BoxedResponse,
    Promise,
    PublishedResults,
    Response,
    ResultsShown,
    Survey,
    SurveyState,
    Tally,
)
from portal.surveys.queries.versions import newest_version
from portal.surveys.results import Count, Results, from_json, results_of


@dataclass(frozen=True)
class ResultsAtDesk:
    """The results of a survey as the committee sees them; None: an anonymous one that is still open.

    Each look at it would tell what the last few responses were, by subtracting the look before.
    """

    slug: str
    title: Translated
    state: SurveyState
    promise: Promise
    results_shown: ResultsShown
    results: Results | None


def results_at_desk(slug: str) -> ResultsAtDesk:
    """The published tables, else what the tallies say now. Raises `NotFound`, for drafts too."""
    row = db.session.scalar(select(Survey).where(Survey.slug == slug, Survey.state != SurveyState.DRAFT))
    if row is None:
        raise NotFound
    state, promise = SurveyState(row.state), Promise(row.promise)
    found = published_results(row.id)
    if found is None and not (state == SurveyState.OPEN and promise == Promise.ANONYMOUS):
        found = live_results(row.id, row.groupings)
    return ResultsAtDesk(row.slug, row.title, state, promise, ResultsShown(row.results_shown), found)


def live_results(survey_id: int, groupings: dict[str, str]) -> Results:
    """The tables as the tallies stand now, small cells hidden."""
    _version, form = newest_version(survey_id)
    columns = Tally.question, Tally.dimension, Tally.group, Tally.mark, Tally.value, Tally.n
    rows = db.session.execute(select(*columns).where(Tally.survey_id == survey_id))
    counts = (Count(*row) for row in rows)
    responses = db.session.scalar(select(func.count()).where(Response.survey_id == survey_id)) or 0
    return results_of(form, counts, groupings, responses)


def published_results(survey_id: int) -> Results | None:
    """The fixed set of tables; None before it is published."""
    kept = db.session.scalar(select(PublishedResults.tables).where(PublishedResults.survey_id == survey_id))
    return None if kept is None else from_json(kept)


def anything_uncounted(survey_id: int) -> bool:
    """Whether responses still wait to be mixed or counted."""
    boxed = select(BoxedResponse.id).where(BoxedResponse.survey_id == survey_id).exists()
    uncounted = select(Response.id).where(Response.survey_id == survey_id, Response.counted.is_(False)).exists()
    return bool(db.session.scalar(select(boxed | uncounted)))

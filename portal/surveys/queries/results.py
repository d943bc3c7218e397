"""The published tables, and what they are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.core.db import db
from portal.surveys.models import Access, BoxedResponse, PublishedResults, Response, Survey
from portal.surveys.results import Results, from_json


@dataclass(frozen=True)
class KeptResults:
    """What was published of a survey, and when."""

    results: Results
    made_at: datetime


def kept_results(survey_id: int) -> KeptResults | None:
    """The one set of tables of a survey that is published; None before."""
    row = db.session.get(PublishedResults, survey_id)
    return KeptResults(from_json(row.tables), row.made_at) if row else None


def counted_responses(survey_id: int) -> int:
    """How many responses the tallies hold."""
    counted = select(func.count()).where(Response.survey_id == survey_id, Response.counted.is_(True))
    return db.session.scalar(counted) or 0


def all_counted(survey_id: int) -> bool:
    """Whether nothing lies in the box of a survey any more, and the tallies hold every response."""
    boxed = select(BoxedResponse.id).where(BoxedResponse.survey_id == survey_id)
    waiting = select(Response.id).where(Response.survey_id == survey_id, Response.counted.is_(False))
    return db.session.scalar(boxed.limit(1)) is None and db.session.scalar(waiting.limit(1)) is None


def groupings_of(survey_id: int) -> dict[str, str]:
    """By which questions the results of a survey are broken down."""
    return db.session.scalar(select(Survey.groupings).where(Survey.id == survey_id)) or {}


def is_invited(survey_id: int) -> bool:
    """Whether a survey takes answers by invitation alone."""
    return db.session.scalar(select(Survey.access).where(Survey.id == survey_id)) == Access.INVITED

"""The door of the pages of surveys: their blueprint, and the survey at an address."""

from __future__ import annotations

from flask import Blueprint

from portal.core.errors import NotFound
from portal.surveys import queries
from portal.surveys.queries import SurveyCard

blueprint = Blueprint("surveys", __name__)


def survey_at(slug: str) -> SurveyCard:
    """The survey at an address, which somebody opened; `NotFound` for all others."""
    survey = queries.shown(slug)
    if survey is None:
        raise NotFound
    return survey

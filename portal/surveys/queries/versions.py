"""Versions of a survey's form. A form is the same for the same text: what was read once is kept in the process."""

from __future__ import annotations

import json
from functools import lru_cache

from sqlalchemy import Text, cast, select

from portal.core.db import db
from portal.core.errors import NotFound
from portal.surveys.definition import Form, from_json, united
from portal.surveys.models import Response, Survey, SurveyQuestion, SurveyVersion

_KEPT_FORMS = 50


def form_of(version_id: int) -> Form:
    """The form of a version. Raises `NotFound`."""
    kept = db.session.scalar(select(cast(SurveyVersion.form, Text)).where(SurveyVersion.id == version_id))
    if kept is None:
        raise NotFound
    return _form(kept)


def newest_version(survey_id: int) -> tuple[int, Form]:
    """Number and form of what is answered now. Raises `NotFound` where a survey has no form yet."""
    newest = select(SurveyVersion.id).where(SurveyVersion.survey_id == survey_id).order_by(SurveyVersion.number.desc())
    version_id = db.session.scalar(newest.limit(1))
    if version_id is None:
        raise NotFound
    return version_id, form_of(version_id)


def answered_form(survey_id: int) -> Form:
    """All versions that somebody answered, and the newest, as one form to read answers by. Raises `NotFound`."""
    newest, form = newest_version(survey_id)
    answered = select(Response.version_id).where(Response.survey_id == survey_id).distinct()
    older = select(SurveyVersion.id).where(SurveyVersion.id.in_(answered), SurveyVersion.id != newest)
    ids = db.session.scalars(older.order_by(SurveyVersion.number)).all()
    return united([*map(form_of, ids), form]) if ids else form


def survey_row(slug: str) -> Survey | None:
    """The survey itself, for use cases."""
    return db.session.scalar(select(Survey).where(Survey.slug == slug))


def last_number(survey_id: int) -> int:
    """The number of its newest version; 0 where it has none."""
    numbers = select(SurveyVersion.number).where(SurveyVersion.survey_id == survey_id)
    return db.session.scalar(numbers.order_by(SurveyVersion.number.desc()).limit(1)) or 0


def question_rows(survey_id: int) -> dict[str, SurveyQuestion]:
    """The questions of all versions by path, for use cases."""
    rows = db.session.scalars(select(SurveyQuestion).where(SurveyQuestion.survey_id == survey_id))
    return {row.path: row for row in rows}


@lru_cache(_KEPT_FORMS)
def _form(kept: str) -> Form:
    return from_json(json.loads(kept))

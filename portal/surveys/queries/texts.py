"""Free texts of responses, for feedback to take: each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from portal.core.db import db
from portal.core.translated import Translated
from portal.surveys.counting import asked, leaves
from portal.surveys.definition import Form, Kind
from portal.surveys.models import Response, SurveyQuestion
from portal.surveys.queries.versions import form_of

_AT_ONCE = 10_000


@dataclass(frozen=True)
class FreeText:
    """What somebody wrote to one question, and in which language they saw it. Nothing tells which response it is of."""

    survey_id: int
    question: str
    label: Translated
    lang: str
    text: str


def responses_with_texts(survey_ids: Iterable[int], response_ids: Iterable[int]) -> list[Response]:
    """The mixed responses of these surveys, and these responses, as far as their texts were not taken; locked."""
    mixed = Response.survey_id.in_(list(survey_ids)) & Response.receipt_id.is_(None)
    wanted = select(Response).where(mixed | Response.id.in_(list(response_ids)), Response.texts_taken.is_(False))
    return list(db.session.scalars(wanted.with_for_update()))


def free_texts(responses: Iterable[Response]) -> list[FreeText]:
    """What was written in these responses, save what may be public in totals alone."""
    return [text for response in responses for text in _texts(response, form_of(response.version_id))]


def mark_texts_taken(ids: Iterable[int]) -> None:
    """Say that feedback has the texts of these responses."""
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = Response.id.in_(wanted[start : start + _AT_ONCE])
        db.session.execute(update(Response).where(some).values(texts_taken=True))


def question_id(survey_id: int, path: str, label: Translated) -> int:
    """The question at `path`, which texts point to; it is made where no import made it ("other" has no row)."""
    found = select(SurveyQuestion.id).where(SurveyQuestion.survey_id == survey_id, SurveyQuestion.path == path)
    known = db.session.scalar(found)
    if known is not None:
        return known
    made = SurveyQuestion(survey_id=survey_id, path=path, label=label)
    db.session.add(made)
    db.session.flush()
    return made.id


def _texts(response: Response, form: Form) -> Iterator[FreeText]:
    answers: dict[str, Any] = response.answers
    for path, question in asked(form):
        if question.kind is not Kind.TEXT or question.aggregate_only:
            continue
        for text in leaves(answers, path):
            if text and text.strip():
                yield FreeText(response.survey_id, "/".join(path), question.label, response.lang, text.strip())

"""Free texts of responses, for feedback to take: each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select, update

from portal.core.db import db
from portal.core.translated import Translated
from portal.surveys.models import Response, Survey, SurveyQuestion
from portal.surveys.queries.versions import form_of
from portal.surveys.texts import FreeText, kept_words, texts_in

_AT_ONCE = 10_000


def responses_with_texts(ids: Iterable[int]) -> list[Response]:
    """Those of these responses whose texts were not taken; locked."""
    wanted = select(Response).where(Response.id.in_(list(ids)), Response.texts_taken.is_(False))
    return list(db.session.scalars(wanted.with_for_update()))


def free_texts(responses: Iterable[Response]) -> list[FreeText]:
    """What was written in these responses."""
    return [text for response in responses for text in _texts(response)]


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


def _texts(response: Response) -> Iterator[FreeText]:
    groupings = db.session.scalar(select(Survey.groupings).where(Survey.id == response.survey_id)) or {}
    form = form_of(response.version_id)
    return texts_in(response.survey_id, form, response.lang, response.answers, kept_words(groupings))

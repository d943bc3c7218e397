"""What people wrote in a survey, as everybody may read it: texts that a moderator published, apart from all answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, tuple_

from portal.comments.models import Comment, FeedbackState
from portal.comments.queries.published import PAGE_SIZE, CommentCard, card
from portal.comments.queries.represented import stands_for_itself
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.surveys.models import SurveyQuestion


@dataclass(frozen=True)
class SurveyText:
    """One text, and the question that it answers."""

    card: CommentCard
    question: Translated


def published_texts(survey_id: int, after: Cursor | None = None) -> Page[SurveyText]:
    """A page of the published texts of a survey, newest first; `total` counts every sending."""
    of_survey = Comment.survey_question_id == SurveyQuestion.id, SurveyQuestion.survey_id == survey_id
    public = (*of_survey, Comment.state == FeedbackState.PUBLISHED)
    wanted = select(Comment, SurveyQuestion.label).where(*public, stands_for_itself())
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) < tuple_(after.at, after.id))
    newest_first = wanted.order_by(Comment.received_at.desc(), Comment.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.execute(newest_first).all()
    shown = [SurveyText(card(row[0]), row[1]) for row in rows[:PAGE_SIZE]]
    more = str(Cursor(shown[-1].card.received_at, shown[-1].card.id)) if len(rows) > PAGE_SIZE else None
    total = db.session.scalar(select(func.count(Comment.id)).where(*public)) or 0
    return Page(shown, total, more, first_page=after is None)

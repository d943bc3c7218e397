"""The free texts of surveys come to the moderators, as comments on their questions.

Those of anonymous responses come in random order, all with one time: nothing leads from a text to the others of its
response, or to who wrote it. `surveys.mixing` hands them over while it takes them out of the answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from portal.comments.events import CommentPosted
from portal.comments.models import Channel, Comment
from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.events import emit, on
from portal.core.usecase import transaction
from portal.surveys import queries as surveys
from portal.surveys.events import ConfidentialResponseSent, takes_texts
from portal.surveys.queries import FreeText


@on(ConfidentialResponseSent)
def take_survey_texts(events: Sequence[ConfidentialResponseSent]) -> None:
    """Let each free text of these responses wait for review, once."""
    with transaction():
        responses = surveys.responses_with_texts([event.response_id for event in events])
        receive(surveys.free_texts(responses))
        surveys.mark_texts_taken([response.id for response in responses])


@takes_texts
def receive(texts: Sequence[FreeText]) -> None:
    """Let these wait for review, in this order, in the transaction at hand."""
    moment = now()
    questions: dict[tuple[int, str], int] = {}
    for text in texts:
        key = text.survey_id, text.question
        if key not in questions:
            questions[key] = surveys.question_id(*key, text.label)
        comment = Comment(
            id=new_id(),
            survey_question_id=questions[key],
            body=text.text,
            lang=text.lang,
            channel=Channel.SURVEY,
            received_at=moment,
        )
        db.session.add(comment)
        emit(CommentPosted(comment.id))

"""The worker brings the free texts of surveys to the moderators, as comments on their questions.

Those of anonymous responses come in random order, all with one time: nothing leads from a text to the others of its
response, or to who wrote it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from portal.comments.events import CommentPosted
from portal.comments.models import Channel, Comment
from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.events import emit, on
from portal.core.usecase import transaction
from portal.surveys import queries as surveys
from portal.surveys.events import BoxMixed, ConfidentialResponseSent
from portal.surveys.queries import FreeText

_dice = random.SystemRandom()


@on(BoxMixed, ConfidentialResponseSent)
def take_survey_texts(events: Sequence[BoxMixed | ConfidentialResponseSent]) -> None:
    """Let each free text wait for review, once."""
    mixed = {event.survey_id for event in events if isinstance(event, BoxMixed)}
    sent = {event.response_id for event in events if isinstance(event, ConfidentialResponseSent)}
    with transaction():
        responses = surveys.responses_with_texts(mixed, sent)
        texts = surveys.free_texts(responses)
        _dice.shuffle(texts)
        _receive(texts)
        surveys.mark_texts_taken([response.id for response in responses])


def _receive(texts: Sequence[FreeText]) -> None:
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

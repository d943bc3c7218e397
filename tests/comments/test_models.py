"""The states of feedback and the moves between them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.errors import WrongState
from portal.core.usecase import transaction
from tests.support.builders import Town

PENDING, PUBLISHED, DECLINED = FeedbackState.PENDING, FeedbackState.PUBLISHED, FeedbackState.DECLINED


@pytest.mark.parametrize("start", FeedbackState)
@pytest.mark.parametrize(("verb", "end"), [("publish", PUBLISHED), ("decline", DECLINED)])
def test_only_what_waits_is_ruled_on(start: FeedbackState, verb: str, end: FeedbackState) -> None:
    comment = Comment(state=start)
    if start is PENDING:
        getattr(comment, verb)("too late")
        assert comment.state == end
        assert (comment.published_at is not None) == (end is PUBLISHED)
        return
    with pytest.raises(WrongState, match="too late"):
        getattr(comment, verb)("too late")
    assert comment.state == start


@pytest.mark.parametrize("verb", ["publish", "decline"])
def test_what_is_undone_waits_again(verb: str) -> None:
    comment = Comment(state=PENDING)
    getattr(comment, verb)("")
    comment.return_to(PENDING)
    assert (comment.state, comment.published_at) == (PENDING, None)


def test_the_database_itself_refuses_a_published_comment_without_a_time(app: Flask, town: Town) -> None:
    comment_id = town.comment()
    with pytest.raises(IntegrityError, match="published_has_time"), transaction():
        db.session.execute(text("UPDATE comment SET state = 'published' WHERE id = :id"), {"id": comment_id})

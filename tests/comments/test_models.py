"""The states of feedback and the moves between them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.comments.fingerprints import fingerprint
from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.errors import WrongState
from portal.core.usecase import transaction
from tests.support.builders import Town

PENDING, PUBLISHED, DECLINED = FeedbackState.PENDING, FeedbackState.PUBLISHED, FeedbackState.DECLINED
SET_ASIDE, HIDDEN = FeedbackState.SET_ASIDE, FeedbackState.HIDDEN
WITHDRAWN, ERASED = FeedbackState.WITHDRAWN, FeedbackState.ERASED
# verb: where it leads, and from where it may be done
TABLE = {
    "publish": (PUBLISHED, {PENDING, SET_ASIDE}),
    "decline": (DECLINED, {PENDING, SET_ASIDE}),
    "set_aside": (SET_ASIDE, {PENDING}),
    "hide": (HIDDEN, {PUBLISHED}),
    "restore": (PUBLISHED, {HIDDEN}),
    "overturn": (PUBLISHED, {DECLINED}),
    "withdraw": (WITHDRAWN, set(FeedbackState) - {WITHDRAWN, ERASED}),
    "erase": (ERASED, set(FeedbackState) - {ERASED}),
}


@pytest.mark.parametrize("start", FeedbackState)
@pytest.mark.parametrize("verb", TABLE)
def test_each_move_has_its_starts_and_refuses_all_others(start: FeedbackState, verb: str) -> None:
    end, starts = TABLE[verb]
    comment = Comment(state=start, body="Lamps", display_name="Ana")
    if start in starts:
        getattr(comment, verb)("too late")
        assert comment.state == end
        assert end is not PUBLISHED or comment.published_at is not None
        return
    with pytest.raises(WrongState, match="too late"):
        getattr(comment, verb)("too late")
    assert comment.state == start


def test_nothing_of_an_erased_comment_stays() -> None:
    comment = Comment(
        state=PUBLISHED, body="Lamps", display_name="Ana", area="Station", heard_at="Fair", signals=["links"], fold="f"
    )
    assert comment.text_hash
    comment.erase("")
    left = (comment.body, comment.text_hash, comment.display_name, comment.area, comment.heard_at, comment.signals)
    assert not any(left)


def test_a_restored_comment_keeps_the_day_it_was_published() -> None:
    comment = Comment(state=PENDING, body="Lamps")
    comment.publish("")
    first = comment.published_at
    comment.hide("")
    comment.restore("")
    assert comment.published_at == first


@pytest.mark.parametrize("twin", ["no, THANKS!", "No thanks", " no\n\nthanks... "])
def test_the_same_words_have_one_fingerprint_however_typed(twin: str) -> None:
    assert fingerprint(twin) == fingerprint("No, thanks.") != fingerprint("No, thank you.")


def test_a_text_without_words_has_no_fingerprint() -> None:
    assert fingerprint("?! …") == ""


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

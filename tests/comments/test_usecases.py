"""Posting a comment: received whole with its receipt and its events, once per form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.comments import usecases
from portal.comments.models import Audience, Comment, FeedbackState
from portal.comments.queries import TargetKey
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.models import OutboxRow
from portal.core.permissions import VISITOR
from portal.receipts.models import Receipt
from tests.support.builders import SCRIPT, Town
from tests.support.cast import NAMES, Cast
from tests.support.clock import Clock

NONCE = b"sixteen bytes!!!"


def post(project: str, **others) -> int:
    """Send a comment."""
    values = {"actor": VISITOR, "nonce": NONCE, "body": f"More lamps {SCRIPT}", "lang": "en"} | others
    return usecases.post_comment(target=TargetKey(project), **values)


def rows() -> dict[str, int]:
    """How many rows of each kind there are."""
    db.session.rollback()
    return {
        kind.__tablename__: db.session.scalar(select(func.count()).select_from(kind)) or 0
        for kind in (Comment, Receipt)
    }


def test_what_was_sent_is_kept_to_the_letter_and_waits(app: Flask, town: Town, clock: Clock) -> None:
    body = f"¿Más farolas? 💡\n\n{SCRIPT}\n\t= 1+1"
    others = {"display_name": "Ana 'O\"Neil", "audience": Audience.BUSINESS, "area": "Bahnhof & Süd", "lang": "es"}
    comment_id = post(town.project("lamps"), body=body, **others)
    row = db.session.get_one(Comment, comment_id)
    kept = (row.body, row.display_name, row.audience, row.area, row.lang, row.state, row.received_at, row.published_at)
    assert kept == (body, "Ana 'O\"Neil", "business", "Bahnhof & Süd", "es", FeedbackState.PENDING, clock.now, None)
    assert row.receipt_id is not None


def test_nothing_but_the_text_is_required(app: Flask, town: Town) -> None:
    row = db.session.get_one(Comment, post(town.project()))
    assert (row.display_name, row.audience, row.area) == ("", None, "")


def test_the_index_hears_of_it_in_the_same_transaction_and_is_told_no_text(app: Flask, town: Town) -> None:
    comment_id = post(town.project())
    told = db.session.execute(select(OutboxRow.event, OutboxRow.payload)).all()
    assert told
    assert all((row.event, row.payload) == ("CommentPosted", {"comment_id": comment_id}) for row in told)


def test_the_same_form_again_is_the_same_comment(app: Flask, town: Town) -> None:
    project = town.project()
    first = post(project)
    before = db.session.scalar(select(func.count()).select_from(OutboxRow))
    assert post(project) == post(project, body="Other words") == first
    assert rows() == {"comment": 1, "receipt": 1}
    assert db.session.scalar(select(func.count()).select_from(OutboxRow)) == before


def test_a_retry_is_answered_even_after_comments_closed(app: Flask, town: Town, clock: Clock) -> None:
    project = town.project(comments_close_at=clock.now + timedelta(hours=1))
    first = post(project)
    clock.forward(hours=2)
    assert post(project) == first
    with pytest.raises(usecases.CommentsClosed):
        post(project, nonce=b"another nonce!!!")


@pytest.mark.parametrize("hours", [-25, 0, 1])
def test_outside_its_window_a_project_takes_nothing(app: Flask, town: Town, clock: Clock, hours: int) -> None:
    start = clock.now
    project = town.project(comments_open_at=start - timedelta(days=1), comments_close_at=start)
    clock.forward(hours=hours)
    with pytest.raises(usecases.CommentsClosed):
        post(project)
    assert rows() == {"comment": 0, "receipt": 0}


def test_an_unknown_project_takes_nothing(app: Flask) -> None:
    with pytest.raises(NotFound):
        post("no-such-project")
    assert rows() == {"comment": 0, "receipt": 0}


@pytest.mark.parametrize("name", NAMES)
def test_people_of_the_desk_may_comment_like_everybody(cast: Cast, town: Town, name: str) -> None:
    assert post(town.project(), actor=cast.actor(name))


def test_ids_are_random_and_tell_no_order(app: Flask, town: Town) -> None:
    project = town.project()
    ids = [town.comment(project) for _time in range(8)]
    assert ids != sorted(ids)
    assert max(ids) - min(ids) > 1000

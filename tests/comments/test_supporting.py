"""Counting "I agree": once per form, on published comments alone, and a surge is told."""

from __future__ import annotations

import dataclasses
import secrets
import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.comments import usecases
from portal.comments.models import Comment, FeedbackState, Signal, Support
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.permissions import VISITOR
from tests.support.builders import WAYS, Town
from tests.support.clock import Clock

NONCE = b"sixteen bytes!!!"


def support(comment_id: int, nonce: bytes | None = None, **others) -> None:
    """Press the button of a form."""
    values = {"actor": VISITOR, "nonce": nonce or secrets.token_bytes(16)} | others
    usecases.support_comment(comment_id=comment_id, **values)


def comment(comment_id: int) -> Comment:
    """The row as it is now."""
    db.session.rollback()
    return db.session.get_one(Comment, comment_id)


def test_the_same_form_counts_once_and_every_row_is_in_the_count(app: Flask, town: Town) -> None:
    comment_id = town.published()
    for nonce in (NONCE, NONCE, None):
        support(comment_id, nonce)
    rows = select(func.count()).select_from(Support).where(Support.comment_id == comment_id)
    assert comment(comment_id).supports == db.session.scalar(rows) == 2


@pytest.mark.parametrize("state", sorted(set(WAYS) - {FeedbackState.PUBLISHED}))
def test_what_is_not_public_takes_no_support(app: Flask, town: Town, state: FeedbackState) -> None:
    comment_id = town.comment_in(state)
    with pytest.raises(NotFound):
        support(comment_id)
    assert comment(comment_id).supports == 0


def test_once_comments_are_closed_nothing_is_counted_but_a_retry_is_answered(
    app: Flask, town: Town, clock: Clock
) -> None:
    comment_id = town.published(town.project(comments_close_at=clock.now + timedelta(hours=1)))
    support(comment_id, NONCE)
    clock.forward(hours=2)
    support(comment_id, NONCE)
    with pytest.raises(usecases.SupportClosed):
        support(comment_id)
    assert comment(comment_id).supports == 1


def test_a_surge_within_an_hour_is_told_once_and_counted_all_the_same(app: Flask, town: Town, clock: Clock) -> None:
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], support_surge=3)
    slow, swift = town.published(), town.published()
    for _time in range(5):
        support(slow)
        clock.forward(minutes=21)
    for _time in range(5):
        support(swift)
    assert (comment(slow).supports, comment(slow).signals) == (5, [])
    assert (comment(swift).supports, comment(swift).signals) == (5, [Signal.SUPPORT_SURGE])


def test_supports_given_at_once_are_all_counted_and_a_double_click_once(app: Flask, town: Town) -> None:
    comment_id = town.published()
    gate = threading.Barrier(6)
    errors: list[BaseException] = []

    def press(nonce: bytes) -> None:
        with app.app_context():
            gate.wait()
            try:
                support(comment_id, nonce)
            except BaseException as error:
                errors.append(error)

    threads = [
        threading.Thread(target=press, args=(nonce,))
        for nonce in (NONCE, NONCE, *map(bytes, [[1] * 16] * 2), b"a" * 16, b"b" * 16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert comment(comment_id).supports == 4

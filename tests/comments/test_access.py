"""Who may comment: everybody, while comments are open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.core.permissions import Permission, can
from portal.projects.models import CommentWindow, comment_window
from tests.support.cast import NAMES, Cast
from tests.support.engines import sqlite_only

NOON = datetime(2026, 4, 15, 17, tzinfo=UTC)
DAY = timedelta(days=1)


@sqlite_only
@pytest.mark.parametrize("window", CommentWindow)
def test_everybody_may_while_comments_are_open_and_nobody_otherwise(cast: Cast, window: CommentWindow) -> None:
    may = {name for name, actor in cast.everybody().items() if can(actor, Permission.COMMENT_POST, window)}
    assert may == (set(NAMES) if window is CommentWindow.OPEN else set())


@sqlite_only
def test_a_project_that_is_not_known_takes_nothing(cast: Cast) -> None:
    assert not can(cast.visitor, Permission.COMMENT_POST, None)


@pytest.mark.parametrize(
    ("opens", "closes", "window"),
    [
        (None, None, CommentWindow.NONE),
        (None, NOON + DAY, CommentWindow.NONE),
        (NOON - DAY, None, CommentWindow.OPEN),
        (NOON, NOON + DAY, CommentWindow.OPEN),
        (NOON - DAY, NOON + timedelta(microseconds=1), CommentWindow.OPEN),
        (NOON - DAY, NOON, CommentWindow.CLOSED),
        (NOON + timedelta(microseconds=1), None, CommentWindow.UPCOMING),
        (NOON + DAY, NOON - DAY, CommentWindow.UPCOMING),
    ],
)
def test_a_window_opens_and_closes_to_the_moment(
    opens: datetime | None, closes: datetime | None, window: CommentWindow
) -> None:
    assert comment_window(opens, closes, NOON) is window

"""Cursors: a place in a list that new arrivals do not shift; anything else is the first page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.paging import Cursor

moments = st.datetimes(datetime(1970, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC))


@given(moments, st.integers(0, 10**18 - 1))
def test_a_cursor_comes_back_from_its_text_to_the_microsecond(at: datetime, key: int) -> None:
    cursor = Cursor(at, key)
    assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "x",
        "1",
        "1-",
        "-1",
        "1-2-3",
        "1 - 2",
        "9" * 18 + "-1",
        "1-" + "9" * 19,
        "'; DROP TABLE comment",
        "1-2\n",
        "1.5-2",
    ],
)
def test_what_is_no_cursor_is_the_first_page(text: str | None) -> None:
    assert Cursor.read(text) is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read = Cursor.read(text)
    assert read is None or isinstance(read.id, int)

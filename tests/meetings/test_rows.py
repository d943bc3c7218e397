"""The buttons of the agenda's rows: nothing typed is lost, nothing else is touched."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from portal.meetings.agendas.rows import MOST_ROWS, rearranged


def sent(*titles: str) -> MultiDict[str, str]:
    form = MultiDict([("title_en", "Meeting"), ("change", "add")])
    for number, title in enumerate(titles):
        form.add(f"items-{number}-title_en", title)
        form.setlist(f"items-{number}-projects", [f"{title}-one", f"{title}-two"])
    return form


def titles(form: MultiDict[str, str]) -> list[str]:
    rows = [key for key in form if key.endswith("-title_en")]
    return [form[f"items-{number}-title_en"] for number in range(len(rows))]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("add", ["a", "b", "c", ""]),
        ("remove-1", ["a", "c"]),
        ("up-2", ["a", "c", "b"]),
        ("down-0", ["b", "a", "c"]),
        ("up-0", ["a", "b", "c"]),
        ("down-2", ["a", "b", "c"]),
        ("remove-3", ["a", "b", "c"]),
        ("remove--1", ["a", "b", "c"]),
        ("explode", ["a", "b", "c"]),
        ("up-99999", ["a", "b", "c"]),
        ("up-\u0662", ["a", "c", "b"]),
    ],
)
def test_rows_are_added_removed_and_moved(change, expected):
    assert titles(rearranged(sent("a", "b", "c"), change)) == expected


def test_a_row_moves_with_all_its_values_and_the_rest_stays():
    moved = rearranged(sent("a", "b"), "up-1")
    assert moved.getlist("items-0-projects") == ["b-one", "b-two"]
    assert moved["title_en"] == "Meeting"
    assert "change" not in moved


def test_there_is_an_end_to_adding():
    full = sent(*["a"] * MOST_ROWS)
    assert len(titles(rearranged(full, "add"))) == MOST_ROWS


def test_rows_with_gaps_between_their_numbers_keep_their_order():
    form = MultiDict([("items-7-title_en", "b"), ("items-2-title_en", "a")])
    assert titles(rearranged(form, "add")) == ["a", "b", ""]

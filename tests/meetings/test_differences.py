"""What differs between two versions, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.meetings.agendas.differences import LONGEST, Fate, Piece, differences, word_pieces


def an_item(number, **others):
    return {"number": number, "title": {"en": f"Item {number}"}, "summary": {}, "kind": "Decision"} | others


def a_content(*items, **others):
    return {"title": {"en": "Evening"}, "starts_at": "May 1", "place": {"en": "Hall"}, "items": list(items)} | others


def fates(old, new):
    return [(item.number, item.fate, item.moved) for item in differences(old, new).items]


def test_the_same_content_differs_in_nothing():
    content = a_content(an_item(1), an_item(2))
    assert not differences(content, content)


def test_words_are_compared_one_by_one():
    assert word_pieces("We meet at the school.", "We meet at the town hall.") == (
        Piece("We meet at the "),
        Piece("school.", removed=True),
        Piece("town hall.", added=True),
    )


@pytest.mark.parametrize(
    ("was", "now", "pieces"),
    [
        ("", "New", (Piece("New", added=True),)),
        ("Old", "", (Piece("Old", removed=True),)),
        ("", "", ()),
        ("same", "same", (Piece("same"),)),
    ],
)
def test_what_was_not_there_is_added_and_what_is_not_there_removed(was, now, pieces):
    assert word_pieces(was, now) == pieces


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_hold_both_texts_whole(was, now):
    pieces = word_pieces(was, now)
    assert "".join(p.text for p in pieces if not p.removed) == now
    assert "".join(p.text for p in pieces if not p.added).split() == was.split()


def test_a_very_long_text_is_replaced_whole():
    was, now = "a " * (LONGEST + 1), "b " * (LONGEST + 1)
    assert word_pieces(was, now) == (Piece(was, removed=True), Piece(now, added=True))


def test_items_are_known_by_their_number():
    old = a_content(an_item(1), an_item(2))
    new = a_content(an_item(2, title={"en": "Renamed"}), an_item(3))
    assert fates(old, new) == [(2, Fate.CHANGED, False), (3, Fate.ADDED, False), (1, Fate.REMOVED, False)]


def test_only_what_changed_its_place_is_moved():
    items = [an_item(number) for number in range(1, 6)]
    assert fates(a_content(*items), a_content(items[4], *items[:4])) == [(5, Fate.CHANGED, True)]


def test_each_language_is_compared_by_itself():
    old = a_content(an_item(1, summary={"en": "Lamps", "es": "Faroles"}))
    new = a_content(an_item(1, summary={"en": "Lamps", "es": "Lámparas"}))
    (item,) = differences(old, new).items
    assert [(field.name, field.lang) for field in item.fields] == [("summary", "es")]


def test_the_meeting_itself_is_compared():
    found = differences(a_content(), a_content(starts_at="May 8", place={"en": "Hall", "es": "Sala"}))
    assert [(field.name, field.lang) for field in found.fields] == [("starts_at", None), ("place", "es")]


def test_a_field_that_an_old_version_did_not_have_is_no_difference():
    assert not differences(a_content(), a_content(note={}, ends_at=None, takes_speakers=""))

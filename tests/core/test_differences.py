"""What differs between two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.differences import LONGEST, Piece, word_pieces


def test_words_are_compared_one_by_one():
    assert word_pieces("We meet at the school.", "We meet at the town hall.") == (
        Piece("We meet at the "),
        Piece("school.", removed=True),
        Piece("town hall.", added=True),
    )


def test_a_word_at_the_end_of_a_paragraph_is_the_word_it_is_elsewhere():
    assert word_pieces("We meet.\n\nWe vote.", "We meet.\nOften.\n\nWe vote.") == (
        Piece("We meet."),
        Piece("\nOften.", added=True),
        Piece("\n\nWe vote."),
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

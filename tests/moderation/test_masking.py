"""Taking passages out of a text: pure functions, any texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.comments.privacy import joined, masked
from portal.comments.queries import MASK
from portal.moderation.rulings.masking import MOST_SENTENCES, in_original, pieces, sentences, spans_of

TEXTS = st.text(alphabet="ab. \n█", max_size=60)


def test_sentences_end_where_people_end_them():
    text = 'Write to w.smith@example.org at 3.30. "Yes!" she said\nNo… (Really?) ¿Y usted? 1,000.50 is it.'
    assert sentences(text) == [
        "Write to w.smith@example.org at 3.30.",
        '"Yes!"',
        "she said",
        "No…",
        "(Really?)",
        "¿Y usted?",
        "1,000.50 is it.",
    ]


@given(st.text(alphabet="a. \n", max_size=3000))
def test_sentences_stand_in_the_text_and_are_never_too_many(text):
    found = sentences(text)
    assert len(found) <= MOST_SENTENCES
    assert all(sentence in text for sentence in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(
    TEXTS, st.lists(st.text(alphabet="ab. ", max_size=4), max_size=3), st.text(alphabet="ab█ ", min_size=1, max_size=8)
)
def test_a_second_masking_means_the_same_places_of_the_original(text, first, second):
    before = spans_of(text, first)
    public = masked(text, before)
    found = spans_of(public, [second])
    both = joined([*before, *in_original(text, before, found)])
    shown = masked(public, found)
    assert shown.count(MASK) >= len(joined(found))
    # what is left over of the original is what is left over of the text that was masked twice
    kept = [piece.text for piece in pieces(text, both) if not piece.removed]
    assert "".join(kept).replace("█", "") == shown.replace("█", "")

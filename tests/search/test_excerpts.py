"""Excerpts: the part of a text that answers, with what was found marked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.excerpts import AFTER, BEFORE, excerpt
from portal.search.language import parse

_LONG = (
    "Smallhouse Road needs to be widened to have room for three lanes. Parking is bad. Nobody planned enough of it. "
    "The planned parking lot near the station was stopped, and the plan for it was lost."
)


def _shown(text: str, question: str, lang: str = "en", length: int = 240) -> str:
    return "".join(f"[{s.text}]" if s.marked else s.text for s in excerpt(text, lang, parse(question), length))


@pytest.mark.parametrize(
    ("lang", "text", "question", "shown"),
    [
        ("en", "They stopped; it stops.", "stopping", "They [stopped]; it [stops]."),
        ("en", "Stop the planning!", '"stop the"', "[Stop the] planning!"),
        ("en", "the stop, the road", '"the road"', "the stop, [the road]"),
        ("en", "Parking in the park", "par*", "[Parking] in the [park]"),
        ("en", "park, not school", "park -school", "[park], not school"),
        ("en", "Don’t widen I-65!", "dont i65", "[Don’t] widen [I-65]!"),
        ("en", "only 15-per-hour", '"15 per hour"', "only [15-per-hour]"),
        ("en", "big big big", '"big big"', "[big big big]"),
        ("es", "El cañón y la educacion", "canon educación", "El [cañón] y la [educacion]"),
        ("de", "Die Straße", "strassen", "Die [Straße]"),
        ("zh", "这家店好酷，下次", "好酷", "这家店[好酷]，下次"),
        ("en", "nice 👍🏽 day", "👍", "nice [👍🏽] day"),
        ("en", "nothing here", "absent", "nothing here"),
        ("en", "", "absent", ""),
        ("en", "nothing asked", "", "nothing asked"),
    ],
)
def test_what_the_question_asked_for_is_marked(lang: str, text: str, question: str, shown: str) -> None:
    assert _shown(text, question, lang) == shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("parking station", "… The planned [parking] lot near the [station] was stopped, …"),
        ("smallhouse", "[Smallhouse] Road needs to be widened to have room for …"),
        ("lost", "… the station was stopped, and the plan for it was [lost]."),
        ("absent", "Smallhouse Road needs to be widened to have room for …"),
    ],
)
def test_a_long_text_shows_the_part_that_answers_most(question: str, shown: str) -> None:
    assert _shown(_LONG, question, length=55) == shown


def test_of_equal_parts_the_first_is_shown() -> None:
    assert _shown("one bus. " + "word " * 30 + "two bus.", "bus", length=20).startswith("one [bus]")


@given(
    st.text("ab é好😊\n'\u0301", max_size=400), st.sampled_from(["a b", '"a b"', "b* 好", "aaa*"]), st.integers(1, 80)
)
def test_an_excerpt_is_a_piece_of_the_text_and_no_longer_than_asked(text: str, question: str, length: int) -> None:
    segments = excerpt(text, "en", parse(question), length)
    inner = [s.text for s in segments if s.text not in (BEFORE, AFTER)]
    assert "".join(inner) in text
    assert len("".join(inner)) <= max(length, 0) or len(text) <= length
    assert all(s.text for s in segments)
    if len(text) <= length:
        assert "".join(s.text for s in segments) == text
    whole = excerpt(text, "en", parse(question), len(text))
    assert any(s.marked for s in segments) == any(s.marked for s in whole)


@pytest.mark.parametrize("piece", ["x", "a b ", "好", "é\u0301", "a'", "\u0301", "😊", "big "])
def test_an_excerpt_of_a_hostile_text_takes_linear_time(piece: str) -> None:
    question = parse('"a b" xxx* 好 "好 好 好" 😊 "big big big big big big big big"')
    start = time.thread_time()
    excerpt((piece * 10_000)[:10_000], "en", question)
    assert time.thread_time() - start < 5
